package io.reckoner.jobs.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The invented customers as CSV, a row for each key: {@code account,name,key,kind}. */
final class AccountsFile {
    static final String NAME = "accounts.csv";

    private static final String HEADING = "account,name,key,kind\n";

    private AccountsFile() {}

    /** Writes it into a folder. Names and ids are ours and hold neither quotes nor commas. */
    static void write(Population population, Path folder) throws IOException {
        StringBuilder csv = new StringBuilder(HEADING);
        for (Customer customer : population.customers()) {
            for (Customer.Key key : customer.keys()) {
                csv.append(customer.account()).append(',').append(customer.name());
                csv.append(',').append(key.id()).append(',');
                csv.append(key.kind().code()).append('\n');
            }
        }
        Files.writeString(folder.resolve(NAME), csv);
    }
}
