package io.reckoner.jobs.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the tables of this version: the scripts {@code db/migration/V…} of module {@code sql}. */
final class Migrations {
    private Migrations() {}

    /** Applies what is missing; several processes at once take turns. */
    static void migrate(DataSource owner) {
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
}
