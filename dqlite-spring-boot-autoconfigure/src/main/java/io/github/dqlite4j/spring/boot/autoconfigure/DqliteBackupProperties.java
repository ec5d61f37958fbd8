package io.github.dqlite4j.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * The properties under {@code spring.datasource.dqlite.backup}: copies of the database
 * that the application takes by itself.
 */
public class DqliteBackupProperties {

	/**
	 * Directory of the backups, created when missing. No backups are taken when not set.
	 */
	// not a Path, which Spring would look up on the class path first
	private @Nullable String directory;

	/**
	 * When to take backups: a cron expression in UTC with seconds first, or the time from
	 * one to the next, such as "6h".
	 */
	private String schedule = "0 0 3 * * *";

	/**
	 * Number of backups to keep. Older ones are deleted after each backup. Zero keeps
	 * all.
	 */
	private int keep = 7;

	/**
	 * Whether each backup is checked by SQLite before it is kept. Needs
	 * org.xerial:sqlite-jdbc.
	 */
	private boolean check = true;

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = directory;
	}

	public String getSchedule() {
		return this.schedule;
	}

	public void setSchedule(String schedule) {
		this.schedule = schedule;
	}

	public int getKeep() {
		return this.keep;
	}

	public void setKeep(int keep) {
		this.keep = keep;
	}

	public boolean isCheck() {
		return this.check;
	}

	public void setCheck(boolean check) {
		this.check = check;
	}

}
