package io.github.dqlite4j.benchmarks;

/**
 * What came of one run.
 *
 * @param operations how many operations it had
 * @param nanos how long they took, in nanoseconds
 * @param checksum a sum over the values that were read, the same for all contenders; 0
 * for a run that reads nothing
 * @param busy how often the contender was told that the database is locked
 * @param nodeShare how busy the node was meanwhile, in processors; not a number if that
 * was not measured
 */
record Measurement(long operations, long nanos, long checksum, long busy, double nodeShare) {

	Measurement(long operations, long nanos, long checksum, long busy) {
		this(operations, nanos, checksum, busy, Double.NaN);
	}

	Measurement withNodeShare(double share) {
		return new Measurement(this.operations, this.nanos, this.checksum, this.busy, share);
	}

	double perSecond() {
		return this.operations * 1e9 / this.nanos;
	}

}
