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
            "Money and books stay as they are."
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
        Break open = PaymentDesk.of(session).sweep().breaks().stream()
                .filter(each -> each.reference().equals(reference))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "there is no open break " + reference + ". See those there are with: reckon payment sweep."));
        if (!open.kind().mayBeClosed()) {
            throw new Refusal("break " + reference + " waits for an answer and cannot be closed. "
                    + open.kind().remedy());
        }
        session.database().inTransaction(jdbc -> close(jdbc, open, closing));
        session.output().say("Closed " + reference + ": " + open.detail() + ".");
        return Exit.CLEAN;
    }

    private static Break close(JdbcClient jdbc, Break open, Act act) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        if (new BreakEndTable(jdbc).add(open, turn.now(), act)) {
            new ActTable(jdbc).add(act, turn.now(), "payment close", open.reference(), open.detail());
        }
        return open;
    }
}
