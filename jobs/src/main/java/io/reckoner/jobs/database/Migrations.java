package io.reckoner.jobs.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the tables of this version: the scripts {@code db/migration/V…} of module {@code sql}. */
final class Migrations {
    private Migrations() {}

    private static final String NO_SUCH_TABLE = "42P01";

    /** Applies what is missing; several processes at once take turns. */
    static void migrate(DataSource owner) {
        if (isCurrent(owner)) {
            return;
        }
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .defaultSchema("public")
                .createSchemas(false)
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseFault("The database cannot be migrated: " + e.getMessage(), e);
        }
        for (MigrationInfo migration : flyway.info().all()) {
            if (migration.getState().name().startsWith("FUTURE")) {
                throw new DatabaseFault("The database was migrated by a newer version of reckon (migration "
                        + migration.getVersion() + "). Use that version.");
            }
        }
    }

    /** Whether exactly the scripts of this version were applied, unchanged. Anything else is Flyway's to judge. */
    private static boolean isCurrent(DataSource owner) {
        Map<String, Integer> applied = new TreeMap<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT script, checksum FROM public.flyway_schema_history WHERE success")) {
            while (rows.next()) {
                applied.put(rows.getString(1), rows.getInt(2));
            }
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw new DatabaseFault("The state of the database cannot be read: " + e.getMessage(), e);
        }
        return applied.equals(MigrationScripts.checksums());
    }
}
