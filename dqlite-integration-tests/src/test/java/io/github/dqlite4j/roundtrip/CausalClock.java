package io.github.dqlite4j.roundtrip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.dqlite4j.testing.Awaiting;

/**
 * Counts round trips by what they are: one that follows another was sent after the answer
 * to the other had come. A request is stamped with the time of the clock, and when it is
 * answered the clock shows at least one more. So requests that were under way together
 * count once, whatever their number, and it makes no difference how fast the machine is.
 */
final class CausalClock {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Integer> requestTypes = new ArrayList<>();

	private long now;

	private int underWay;

	private int mostUnderWay;

	private boolean holdsNextAnswer;

	/**
	 * Whether no request came since the one whose answer is held.
	 */
	private boolean holdsAnswer;

	/**
	 * Takes note of requests that were sent together before they are passed on.
	 */
	List<Stamp> requests(List<Integer> types) {
		this.lock.lock();
		try {
			this.requestTypes.addAll(types);
			this.underWay += types.size();
			this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
			this.holdsAnswer = this.holdsNextAnswer && types.size() == 1;
			this.holdsNextAnswer = false;
			this.changed.signalAll();
			return Collections.nCopies(types.size(), new Stamp(this.now, this.holdsAnswer));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes note of an answer before it is passed on. One that is to be held waits here.
	 * @param complete whether nothing more comes for the request
	 */
	void answer(Stamp stamp, boolean complete) {
		this.lock.lock();
		try {
			while (stamp.held() && this.holdsAnswer) {
				this.changed.awaitUninterruptibly();
			}
			this.now = Math.max(this.now, stamp.time() + 1);
			this.underWay -= complete ? 1 : 0;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes note that a request is never going to be answered.
	 */
	void unanswered() {
		this.lock.lock();
		try {
			this.underWay--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Holds the answer to the next request back until another request comes, if that has
	 * not come together with it: whoever waits for it waits in vain.
	 */
	void holdNextAnswer() {
		this.lock.lock();
		try {
			this.holdsNextAnswer = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forgets what was counted.
	 */
	void reset() {
		this.lock.lock();
		try {
			this.now = 0;
			this.requestTypes.clear();
			this.mostUnderWay = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	long now() {
		this.lock.lock();
		try {
			return this.now;
		}
		finally {
			this.lock.unlock();
		}
	}

	int mostUnderWay() {
		this.lock.lock();
		try {
			return this.mostUnderWay;
		}
		finally {
			this.lock.unlock();
		}
	}

	List<Integer> requestTypes() {
		this.lock.lock();
		try {
			return List.copyOf(this.requestTypes);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until all requests were answered, so that none of them spoils the next count.
	 */
	void awaitQuiet() {
		Awaiting.until("all requests are answered", () -> {
			this.lock.lock();
			try {
				return this.underWay == 0;
			}
			finally {
				this.lock.unlock();
			}
		});
	}

	/**
	 * Lets go of an answer that is held.
	 */
	void release() {
		this.lock.lock();
		try {
			this.holdsAnswer = false;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * When a request was sent.
	 *
	 * @param time the time of the clock
	 * @param held whether its answer is held back
	 */
	record Stamp(long time, boolean held) {

	}

}
