package io.reckoner.reports.run;

import io.reckoner.kernel.journal.Seal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The seals of committed runs. */
public final class RunSealView {
    /**
     * One run's seal.
     *
     * @param previous that of the committed run before
     */
    public record RunSeal(int run, Seal previous, Seal seal) {}

    private static final String SEALS =
            "SELECT run_id, encode(seal, 'hex') AS seal FROM reports.run WHERE state = 'committed' ORDER BY run_id";

    private final DataSource database;

    public RunSealView(DataSource database) {
        this.database = database;
    }

    /**
     * All of them, in order of runs.
     *
     * @throws IllegalStateException when the view cannot be read
     */
    public List<RunSeal> all() {
        List<RunSeal> seals = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SEALS);
                ResultSet rows = statement.executeQuery()) {
            Seal previous = Seal.NONE;
            while (rows.next()) {
                Seal seal = new Seal(rows.getString("seal"));
                seals.add(new RunSeal(rows.getInt("run_id"), previous, seal));
                previous = seal;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the seals of the runs cannot be read: " + e.getMessage(), e);
        }
        return seals;
    }
}
