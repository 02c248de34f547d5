package io.reckoner.jobs.database;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How this process calls itself: to people, and in its sessions with the database. */
public final class ThisProcess {
    private static final String NAME = "process " + ProcessHandle.current().pid() + " on " + host();

    private ThisProcess() {}

    /** {@code process 4711 on night-1}. */
    public static String name() {
        return NAME;
    }

    /** The application name of all sessions of a process, as PostgreSQL keeps it: 63 characters of plain letters. */
    public static String sessions(String process) {
        String name = "reckon, " + process.replaceAll("[^ -~]", "?");
        return name.length() > 63 ? name.substring(0, 63) : name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }
}
