package io.github.dqlite4j.tool;

import java.util.List;

import io.github.dqlite4j.tool.backup.BackupCommand;
import io.github.dqlite4j.tool.backup.RestoreCommand;
import io.github.dqlite4j.tool.cli.FailureReporter;
import io.github.dqlite4j.tool.cluster.AddCommand;
import io.github.dqlite4j.tool.cluster.AssignCommand;
import io.github.dqlite4j.tool.cluster.ClusterCommand;
import io.github.dqlite4j.tool.cluster.DescribeCommand;
import io.github.dqlite4j.tool.cluster.LeaderCommand;
import io.github.dqlite4j.tool.cluster.RemoveCommand;
import io.github.dqlite4j.tool.cluster.TransferCommand;
import io.github.dqlite4j.tool.cluster.WeightCommand;
import io.github.dqlite4j.tool.node.RecoverCommand;
import io.github.dqlite4j.tool.node.ServerCommand;
import io.github.dqlite4j.tool.node.StatusCommand;
import io.github.dqlite4j.tool.sql.SqlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line tool.
 */
@Command(name = "dqlite", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true,
		versionProvider = ToolVersion.class, description = "Runs and looks after dqlite clusters.",
		synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:not done; the message says why", "2:wrong arguments; nothing was tried",
				"3:no leader or not the node could be reached; nothing was done",
				"4:it may or may not have been done: look before repeating" })
public final class DqliteTool implements Runnable {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	/**
	 * Run a command and end the process with its exit code.
	 * @param args the command and its arguments
	 */
	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals("server") && System.getProperty("dqlite.log.level") == null) {
			System.setProperty("dqlite.log.level", "INFO");
		}
		System.exit(commandLine().execute(args));
	}

	/**
	 * Return the command line, for tests and for programs that embed it.
	 * @return a new command line with all commands
	 */
	public static CommandLine commandLine() {
		CommandLine commandLine = new CommandLine(new DqliteTool());
		List.of(new ServerCommand(), new SqlCommand(), new ClusterCommand(), new LeaderCommand(), new TransferCommand(),
				new AssignCommand(), new AddCommand(), new RemoveCommand(), new DescribeCommand(), new WeightCommand(),
				new BackupCommand(), new RestoreCommand(), new StatusCommand(), new RecoverCommand())
			.forEach(commandLine::addSubcommand);
		commandLine.setExecutionExceptionHandler(new FailureReporter());
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		return commandLine;
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a command.");
	}

}
