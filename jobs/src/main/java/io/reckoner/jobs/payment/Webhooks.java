package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import io.reckoner.reports.table.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets stored webhooks have their effects, in any order and any number of times. What one is about may not be known yet: it
 * waits for that, and is a stray one when it has waited too long.
 */
final class Webhooks {
    /**
     * How many were processed, and how many wait.
     *
     * @param failed those that could not be processed, and are tried again next time; they are not among the waiting
     */
    record Processed(int applied, int known, int ignored, int strays, int waiting, List<Failed> failed) {
        Processed {
            failed = List.copyOf(failed);
        }

        int done() {
            return applied + known + ignored + strays;
        }

        String sentence() {
            return done() + " webhooks processed: " + applied + " with an effect, " + known + " known before, "
                    + ignored + " of no concern, " + strays + " stray; " + waiting + " wait"
                    + (failed.isEmpty() ? "." : ", " + failed.size() + " failed: " + Failed.inOneLine(failed) + ".");
        }
    }

    /** A webhook whose processing ended in what nobody expects. */
    record Failed(String subject, Duration age, String thrown) {
        /** The first of them; a sweep names all. */
        static String inOneLine(List<Failed> failed) {
            String first = failed.stream()
                    .limit(SHOWN)
                    .map(each -> each.subject() + " (" + each.thrown() + ")")
                    .collect(Collectors.joining(", "));
            return failed.size() <= SHOWN ? first : first + " and " + Counted.of(failed.size() - SHOWN, "other");
        }
    }

    private static final int SHOWN = 3;

    /** A gateway without an answer is asked so often. What else it sent waits: each could take as long as an answer may. */
    private static final int UNANSWERED_AT_MOST = 3;

    private final Database database;
    private final Gateways gateways;
    private final Consequences consequences;
    private final Duration patience;

    Webhooks(Database database, Gateways gateways, PaymentEffects effects, Duration patience) {
        this.database = database;
        this.gateways = gateways;
        this.consequences = new Consequences(database, gateways, effects);
        this.patience = patience;
    }

    /**
     * Processes what waits. An event may be what an earlier one waits for: repeated until nothing changes. One that fails holds up no
     * other, unless its gateway, asked about it, has no answer three times.
     */
    Processed process() {
        Map<GatewayName, Integer> unanswered = new EnumMap<>(GatewayName.class);
        Processed all = new Processed(0, 0, 0, 0, 0, List.of());
        while (true) {
            Processed round = round(unanswered);
            all = new Processed(
                    all.applied + round.applied,
                    all.known + round.known,
                    all.ignored + round.ignored,
                    all.strays + round.strays,
                    round.waiting,
                    round.failed);
            if (round.done() == 0 || round.waiting == 0) {
                return all;
            }
        }
    }

    private Processed round(Map<GatewayName, Integer> unanswered) {
        int applied = 0;
        int known = 0;
        int ignored = 0;
        int strays = 0;
        int waiting = 0;
        List<Failed> failed = new ArrayList<>();
        for (WebhookTable.Row row : new WebhookTable(database.jdbc()).waiting()) {
            Optional<PaymentGateway> gateway = gateways.find(row.gateway());
            if (gateway.isEmpty()) {
                waiting++;
                continue;
            }
            if (unanswered.getOrDefault(row.gateway(), 0) >= UNANSWERED_AT_MOST) {
                waiting++;
                continue;
            }
            Consequences.End end;
            try {
                end = consequences.of(row.gateway(), gateway.get().read(row.delivery()));
                if (waits(row, end)) {
                    waiting++;
                    continue;
                }
                note(row, end);
            } catch (NoAnswer none) {
                unanswered.merge(row.gateway(), 1, Integer::sum);
                failed.add(failed(row, none.words()));
                continue;
            } catch (RuntimeException fault) {
                failed.add(failed(row, Thrown.inOneLine(fault)));
                continue;
            }
            switch (end) {
                case Consequences.End.Applied done -> applied++;
                case Consequences.End.Known before -> known++;
                case Consequences.End.Ignored other -> ignored++;
                case Consequences.End.Unreadable garbled -> strays++;
                case Consequences.End.Unmatched lost -> strays++;
            }
        }
        return new Processed(applied, known, ignored, strays, waiting, failed);
    }

    private boolean waits(WebhookTable.Row row, Consequences.End end) {
        return end instanceof Consequences.End.Unmatched && row.age().compareTo(patience) < 0;
    }

    private void note(WebhookTable.Row row, Consequences.End end) {
        WebhookEndTable ends = new WebhookEndTable(database.jdbc());
        switch (end) {
            case Consequences.End.Applied done -> ends.add(row.id(), "applied", done.intent(), "");
            case Consequences.End.Known before -> ends.add(row.id(), "known", before.intent(), "");
            case Consequences.End.Ignored other -> ends.add(row.id(), "ignored", Optional.empty(), other.type());
            case Consequences.End.Unreadable garbled ->
                ends.add(row.id(), "unreadable", Optional.empty(), garbled.why());
            case Consequences.End.Unmatched lost -> ends.addUnmatched(row.id(), lost);
        }
    }

    /** Since when it fails is kept, whoever is to blame: a gateway may never answer about one. */
    private Failed failed(WebhookTable.Row row, String thrown) {
        String subject = subject(row.id(), row.gateway());
        new ProcessingFailureTable(database.jdbc()).add(subject, thrown);
        return new Failed(subject, row.age(), thrown);
    }

    /** What a webhook is known by: {@code creem-17}. */
    static String subject(long webhook, GatewayName gateway) {
        return gateway.code() + "-" + webhook;
    }
}
