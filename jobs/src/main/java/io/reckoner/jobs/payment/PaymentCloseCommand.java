package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = {
            "Closes a break that nothing can mend, with the reason: it is not named again, and the sweep does nothing more about it.",
            "Only this break is looked at. No gateway is asked; money and books stay as they are."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon payment close stray-webhook:creem-17 --reason \"test of the endpoint, 3 March\"")
final class PaymentCloseCommand extends Verb {
    @Parameters(paramLabel = "BREAK", description = "As reckon payment sweep names it.")
    private String reference = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Act closing = act.act().withReason("closing a break");
        int colon = reference.indexOf(':');
        String subject = reference.substring(colon + 1);
        Break.Kind kind =
                Break.Kind.byCode(reference.substring(0, Math.max(colon, 0))).orElseThrow(this::noneSuch);
        if (!kind.mayBeClosed()) {
            throw new Refusal("break " + reference + " waits for an answer and cannot be closed. " + kind.remedy());
        }
        PaymentDesk payments = PaymentDesk.of(session);
        Break open = session.database().inTransaction(jdbc -> {
            Break found = payments.standingBreaks(jdbc).find(kind, subject).orElseThrow(this::noneSuch);
            return close(jdbc, found, closing);
        });
        session.output().say("Closed " + open.reference() + ": " + PaymentDesk.withoutStop(open.detail()) + ".");
        return Exit.CLEAN;
    }

    private Refusal noneSuch() {
        return new Refusal("there is no open break " + reference
                + " that the next sweep would not mend. See those there are with: " + "reckon payment sweep.");
    }

    private static Break close(JdbcClient jdbc, Break open, Act act) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        if (new BreakEndTable(jdbc).add(open, turn.now(), act)) {
            new ActTable(jdbc).add(act, turn.now(), "payment close", open.reference(), open.detail());
        }
        return open;
    }
}
