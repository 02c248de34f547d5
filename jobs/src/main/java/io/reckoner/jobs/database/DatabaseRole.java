package io.reckoner.jobs.database;

/** What a connection may do; the roles and their rights are in migration V001. */
public enum DatabaseRole {
    /** The application: adds rows, changes what the migrations name, deletes no history. */
    WRITER("reckon_writer"),
    /** Reports: reads the views of schema {@code reports}. */
    READER("reckon_reader"),
    /** Proxies: reads the views of schema {@code gate}. */
    GATE("reckon_gate");

    private final String roleName;

    DatabaseRole(String roleName) {
        this.roleName = roleName;
    }

    /** Its name in PostgreSQL. */
    public String roleName() {
        return roleName;
    }
}
