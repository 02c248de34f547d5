package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    private @Nullable FutureTask<Database> database;

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

    /**
     * Begins to open the database, for a command that has something else to do until it needs it: the start of a server is
     * mostly waiting.
     *
     * @throws Refusal when nothing was set up there yet
     */
    public void openDatabaseMeanwhile() {
        if (database == null) {
            new Thread(opening(), "open-database").start();
        }
    }

    /** The database of this installation, started if need be and migrated. */
    public Database database() {
        if (database == null) {
            opening().run();
        }
        try {
            return Objects.requireNonNull(database).get();
        } catch (ExecutionException e) {
            database = null;
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was opened", e);
        }
    }

    private FutureTask<Database> opening() {
        DataFolder data = data();
        DatabaseSettings settings = settings(DatabaseSettings.class);
        FutureTask<Database> opening = new FutureTask<>(() -> Database.open(data, settings));
        database = opening;
        return opening;
    }

    public Output output() {
        return output;
    }

    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        if (database != null) {
            closeDatabase(database);
        }
        output.flush();
    }

    private static void closeDatabase(FutureTask<Database> opened) {
        try {
            opened.get().close();
        } catch (ExecutionException e) {
            // it did not open, and nobody asked for it: the command has failed for a reason of its own
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
