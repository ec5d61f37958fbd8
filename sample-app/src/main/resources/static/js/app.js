import { watchCluster } from './cluster.js';
import { notify } from './dom.js';
import { enableEmployeeForm } from './employee-form.js';
import { showTeams } from './teams.js';

enableEmployeeForm();
watchCluster();
showTeams().catch((error) => notify(error.message, true));
