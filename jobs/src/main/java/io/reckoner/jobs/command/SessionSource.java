package io.reckoner.jobs.command;

/** Opens the session a command works in; the root command is one. */
public interface SessionSource {
    Session openSession();
}
