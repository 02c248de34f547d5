package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.plan.Cancellations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Changes an account: name, status, billing details, paying beyond the plan.",
        footerHeading = "%nExample:%n",
        footer = "  reckon account set acme --beyond-plan off --reason \"asked by mail, 3 March\"")
final class AccountSetCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The account.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name for people.")
    private @Nullable String name;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = {
                "active, suspended or closed. The gate lets in active ones alone, and nothing else is charged by itself.",
                "Closing ends the subscription, here and by the next sweep at its gateway, at the end of what is paid."
            })
    private @Nullable AccountStatus status;

    @Option(
            names = "--beyond-plan",
            paramLabel = "on|off",
            description = "Whether a subscription goes on from the Wallet when its pools are used up.")
    private @Nullable BeyondPlanSwitch beyondPlan;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = {
                "Since when --beyond-plan holds (default: now).",
                "It acts no earlier than what is settled, and cannot be set ahead."
            })
    private @Nullable Instant at;

    @Mixin
    private BillingOptions billing = new BillingOptions();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        List<String> changes = session.database().inTransaction(this::change);
        session.output()
                .say("Account " + id + ": " + (changes.isEmpty() ? "nothing changed" : String.join("; ", changes))
                        + ".");
        return Exit.CLEAN;
    }

    private List<String> change(JdbcClient jdbc) {
        Accounts accounts = new Accounts(jdbc);
        if (at != null && beyondPlan == null) {
            throw new Refusal("--at says since when --beyond-plan holds. Give both, or leave --at out.");
        }
        if (status != null
                && status != AccountStatus.ACTIVE
                && act.act().reason().isEmpty()) {
            throw new Refusal("shutting an account out needs a reason. Give it with --reason.");
        }
        List<String> changes = new ArrayList<>(accounts.change(
                id,
                before -> new Account(
                        id,
                        name == null ? before.name() : name,
                        status == null ? before.status() : status,
                        billing.applyTo(before.billing())),
                act.act()));
        if (status == AccountStatus.CLOSED && new Cancellations(jdbc).closed(id, act.act()) > 0) {
            changes.add("its subscription is renewed no more");
        }
        BeyondPlanSwitch position = beyondPlan;
        if (position != null && at != null) {
            Instant from = accounts.setFrom(id, position, at, act.act());
            changes.add("paying beyond the plan " + (position == BeyondPlanSwitch.ON ? "on" : "off") + " from " + from);
        } else if (position != null && accounts.find(id).payBeyondPlan() != (position == BeyondPlanSwitch.ON)) {
            accounts.set(id, position, act.act());
            changes.add("paying beyond the plan " + (position == BeyondPlanSwitch.ON ? "on" : "off"));
        }
        return changes;
    }
}
