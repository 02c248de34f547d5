package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.intake.UnsettledFileView.Unsettled;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes files back that were handed over or taken in, as long as no committed run has settled them. What the caller holds:
 * the lease, so that no run opens meanwhile, and a transaction.
 */
public final class Withdrawals {
    /** Names that a refusal lists. */
    private static final int MOST_LISTED = 20;

    private final JdbcClient jdbc;
    private final DataFolder data;

    public Withdrawals(JdbcClient jdbc, DataFolder data) {
        this.jdbc = jdbc;
        this.data = data;
    }

    /**
     * Withdraws files, all of them or none: a segment is laid aside and its number is free, a foreign file may be handed over
     * anew with other statements.
     *
     * @param names as they are kept, or as they were called when they were handed over
     * @param moved what was laid aside is added here, to be put back should the transaction fail
     * @return a sentence for each
     * @throws Refusal naming every file that cannot be withdrawn, or when a run is not finished
     */
    public List<String> withdraw(List<String> names, Act act, List<WithdrawnFile.Moved> moved) {
        Optional<Run> open = new RunTable(jdbc).open();
        if (open.isPresent()) {
            throw new Refusal(
                    open.get() + " is not finished, and may be reading the file. Finish it with reckon settle;"
                            + " if it fails, withdraw then.");
        }
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        List<String> told = new ArrayList<>();
        for (Unsettled file : chosen(names)) {
            SegmentTable segments = new SegmentTable(jdbc);
            switch (file.kind()) {
                case SEGMENT -> {
                    segments.withdraw(file.name(), turn.now());
                    List<WithdrawnFile.Moved> aside = WithdrawnFile.layAside(file.name(), file.path(), file.sha256());
                    moved.addAll(aside);
                    told.add(file.called() + " is withdrawn" + where(aside)
                            + ". The watermark waits for segment " + file.name().sequence() + " of proxy "
                            + file.name().proxy() + ": deliver its good copy.");
                }
                case FOREIGN -> {
                    // The file before its segment: while the segment stands, the database sees which runs have read it.
                    new ForeignFileTable(jdbc, data).withdraw(file.name(), turn.now());
                    segments.withdraw(file.name(), turn.now());
                    told.add(file.called() + " is withdrawn. Hand the mended file over with reckon ingest.");
                }
            }
            new ActTable(jdbc)
                    .add(
                            act,
                            turn.now(),
                            "ingest withdraw",
                            file.fileName(),
                            (file.fileName().equals(file.givenName())
                                            ? ""
                                            : "handed over as " + file.givenName() + ", ")
                                    + "sha256 " + file.sha256());
        }
        return told;
    }

    private static String where(List<WithdrawnFile.Moved> aside) {
        return aside.isEmpty()
                ? ""
                : " and lies in "
                        + aside.stream().map(one -> one.to().toString()).collect(Collectors.joining(", "));
    }

    private SequencedSet<Unsettled> chosen(List<String> names) {
        UnsettledFileView view = new UnsettledFileView(jdbc, data);
        List<Unsettled> unsettled = view.all();
        SequencedSet<Unsettled> chosen = new LinkedHashSet<>();
        List<String> faults = new ArrayList<>();
        for (String name : names) {
            String file = String.valueOf(Path.of(name).getFileName());
            List<Unsettled> called = called(unsettled, file);
            switch (called.size()) {
                case 1 -> chosen.add(called.getFirst());
                case 0 ->
                    faults.add(name + ": " + view.past(file).orElse("no file of this name was handed over or taken in")
                            + ".");
                default ->
                    faults.add(name + ": " + called.size() + " files were handed over under this name. Name one of "
                            + called.stream().map(Unsettled::fileName).collect(Collectors.joining(", ")) + ".");
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\n" + whatThereIs(unsettled));
        }
        return chosen;
    }

    private static List<Unsettled> called(List<Unsettled> unsettled, String file) {
        List<Unsettled> kept =
                unsettled.stream().filter(one -> one.fileName().equals(file)).toList();
        return kept.isEmpty()
                ? unsettled.stream()
                        .filter(one -> one.givenName().equals(file) || isOtherEnding(one, file))
                        .toList()
                : kept;
    }

    /** A segment may have been packed or unpacked since it was taken in. */
    private static boolean isOtherEnding(Unsettled one, String file) {
        return one.kind() == UnsettledFileView.Kind.SEGMENT
                && SegmentName.parse(file)
                        .filter(named -> !named.growing() && named.segment().equals(one.name()))
                        .isPresent();
    }

    private static String whatThereIs(List<Unsettled> unsettled) {
        if (unsettled.isEmpty()) {
            return "Nothing was withdrawn: all that was handed over or taken in is settled.";
        }
        String listed =
                unsettled.stream().limit(MOST_LISTED).map(Unsettled::called).collect(Collectors.joining(", "));
        int more = unsettled.size() - MOST_LISTED;
        return "Nothing was withdrawn. What can be: " + listed + (more > 0 ? " and " + more + " more" : "") + ".";
    }
}
