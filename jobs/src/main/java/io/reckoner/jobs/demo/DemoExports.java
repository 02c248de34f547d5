package io.reckoner.jobs.demo;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.reports.export.BeancountExport;
import io.reckoner.reports.export.HledgerExport;
import io.reckoner.reports.export.JournalReader;
import io.reckoner.reports.journal.JournalView;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.sql.SQLException;

/** The journal as text for plain-text accounting programs. */
final class DemoExports {
    private DemoExports() {}

    /** Writes both files into the exports folder; gives the number of entries. */
    static long write(DataFolder folder, Database database) throws IOException, SQLException {
        JournalReader journal = JournalView.latest(database.as(DatabaseRole.READER));
        try (OutputStream hledger = stream(folder, "journal.hledger");
                OutputStream beancount = stream(folder, "journal.beancount")) {
            BeancountExport.write(journal, beancount);
            return HledgerExport.write(journal, hledger);
        }
    }

    private static OutputStream stream(DataFolder folder, String file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.exports().resolve(file)));
    }
}
