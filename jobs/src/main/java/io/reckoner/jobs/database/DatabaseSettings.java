package io.reckoner.jobs.database;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.time.Duration;
import java.util.Optional;

/** Where the database is. */
@Section("db")
public record DatabaseSettings(
        @Setting(
                        fallback = "",
                        means = "JDBC address of a PostgreSQL (16 or newer), such as `jdbc:postgresql://host/reckon`. "
                                + "None: the application runs its own in `<data>/pg`.")
                Optional<String> url,
        @Setting(fallback = "", means = "User for that address; it owns the tables.") Optional<String> user,
        @Setting(fallback = "", means = "Password for that address; better given as the variable than in the file.")
                Optional<String> password,
        @Setting(
                        fallback = "10",
                        min = "2",
                        max = "200",
                        means =
                                "Greatest number of connections of a process in one role; a run takes as many more at most for the"
                                        + " state of its job.")
                int poolSize,
        @Setting(
                        fallback = "30s",
                        means =
                                "How long to wait for a connection, and for another process that is starting the database.")
                Duration patience) {
    public DatabaseSettings {
        if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "url \"" + url.get() + "\" is no PostgreSQL address. Write jdbc:postgresql://host:port/database.");
        }
    }
}
