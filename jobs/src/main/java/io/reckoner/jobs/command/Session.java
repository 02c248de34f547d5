package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one command works with: data folder, settings, database, output, clock. Each is opened when first asked for, so a
 * command pays for what it uses.
 */
public final class Session implements AutoCloseable {
    private final DataFolder folder;
    private final Map<String, String> environment;
    private final List<Class<? extends Record>> sections;
    private final Output output;
    private final Clock clock;
    private @Nullable Settings settings;
    private @Nullable Database database;

    /**
     * @param sections every settings record there is
     * @param clock commands are at the level of the schedule: they may ask what time it is, what they call may not
     */
    public Session(
            DataFolder folder,
            Map<String, String> environment,
            List<Class<? extends Record>> sections,
            Output output,
            Clock clock) {
        this.folder = folder;
        this.environment = environment;
        this.sections = sections;
        this.output = output;
        this.clock = clock;
    }

    /**
     * The data folder.
     *
     * @throws Refusal when nothing was set up there yet
     */
    public DataFolder data() {
        if (!folder.exists()) {
            throw new Refusal("there is no installation in " + folder.root()
                    + ". Make one with: reckon init; or name another folder with --data or RECKON_DATA.");
        }
        return folder;
    }

    /** The data folder, made if it is missing. */
    public DataFolder newData() {
        return folder.create();
    }

    public Settings settings() {
        Settings read = settings;
        if (read == null) {
            read = Settings.read(folder.settingsFile(), environment, sections);
            settings = read;
        }
        return read;
    }

    /** Settings of one capability. */
    public <R extends Record> R settings(Class<R> section) {
        return settings().of(section);
    }

    /** The database of this installation, started if need be and migrated. */
    public Database database() {
        Database open = database;
        if (open == null) {
            open = Database.open(data(), settings(DatabaseSettings.class));
            database = open;
        }
        return open;
    }

    public Output output() {
        return output;
    }

    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        Database open = database;
        if (open != null) {
            open.close();
        }
        output.flush();
    }
}
