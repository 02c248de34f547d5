package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.payment.RenewedBy;
import io.reckoner.jobs.payment.TakenOver;
import io.reckoner.jobs.plan.OpenedSubscription;
import io.reckoner.jobs.plan.Subscription;
import io.reckoner.kernel.opening.CutOver;
import io.reckoner.kernel.opening.CycleUnderWay;
import io.reckoner.kernel.period.Anchor;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes cycles of the rows of subscriptions.csv. Those that end by the cut-over are left out, and noted. */
final class RunningCycles {
    private final String name;
    private final CutOver cutOver;
    private final PlanCatalogue plans;
    private final Map<RenewedBy, String> renewed;
    private final OpeningFaults faults;
    private final List<String> notes;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, CycleUnderWay> cycles = new HashMap<>();
    private final List<OpenedSubscription> subscriptions = new ArrayList<>();
    private final List<TakenOver> renewals = new ArrayList<>();

    RunningCycles(String name, CutOver cutOver, OpeningCheck.Known known, OpeningFaults faults, List<String> notes) {
        this.name = name;
        this.cutOver = cutOver;
        this.plans = known.plans();
        this.renewed = new HashMap<>(known.renewed());
        this.faults = faults;
        this.notes = notes;
    }

    void add(Brought.SubscriptionRow row) {
        if (!seen.add(row.account())) {
            fault(row, "account", "account " + row.account() + " has two running cycles. At most one is live.");
            return;
        }
        row.renewedBy().ifPresent(by -> {
            String other = renewed.putIfAbsent(by, row.account());
            if (other != null) {
                fault(
                        row,
                        "renewed_by",
                        by + " renews account " + other + " already, and a subscription renews one account. Correct"
                                + " the id, or leave it empty where no gateway charges the next month.");
            }
        });
        if (!row.cycleStart().isBefore(cutOver.instant())) {
            fault(
                    row,
                    "cycle_start",
                    row.cycleStart() + " is not before the cut-over, " + cutOver.instant()
                            + ". Record a month that begins then with reckon plan subscribe.");
            return;
        }
        Optional<Plan> plan =
                row.version().map(version -> plans.find(row.plan(), version)).orElseGet(() -> plans.newest(row.plan()));
        if (plan.isEmpty()) {
            fault(
                    row,
                    "plan",
                    "there is no plan " + row.plan()
                            + row.version().map(version -> "@" + version).orElse("") + ". Plans: "
                            + plans.plans().stream().map(Plan::label).collect(Collectors.joining(", ")) + ".");
            return;
        }
        try {
            add(row, plan.get(), subscription(row, plan.get()));
        } catch (IllegalArgumentException e) {
            fault(row, "anchor", e.getMessage() + ". Leave anchor empty where months are counted from cycle_start.");
        }
    }

    private OpenedSubscription subscription(Brought.SubscriptionRow row, Plan plan) {
        String id =
                Reference.folded(name + "/" + row.account() + "/subscription").text();
        return switch (row.kind()) {
            case MONTHLY ->
                OpenedSubscription.monthly(
                        id,
                        row.account(),
                        plan,
                        new Anchor(row.anchor().orElse(row.cycleStart())),
                        row.cycleStart(),
                        row.cancelledAt());
            case PASS -> OpenedSubscription.pass(id, row.account(), plan, row.cycleStart());
        };
    }

    private void add(Brought.SubscriptionRow row, Plan plan, OpenedSubscription subscription) {
        Cycle cycle = subscription.cycle();
        if (!cycle.end().isAfter(cutOver.instant())) {
            notes.add(OpeningCheck.leftOut(
                    OpeningFile.SUBSCRIPTIONS,
                    row.line(),
                    "its cycle ended at " + cycle.end()
                            + ", not after the cut-over. A next month that was paid begins a"
                            + " row of its own; one that is paid later: reckon plan subscribe."
                            + row.renewedBy()
                                    .map(by -> " What " + by + " charges opens nothing here: end it there.")
                                    .orElse(""),
                    row.mainLeft().plus(row.backupLeft())));
            return;
        }
        CycleUnderWay underWay = new CycleUnderWay(
                cycle, plan, row.mainLeft(), row.backupLeft(), row.drawnToday(), row.drawnThisWeek(), row.budgetUsed());
        List<String> wrong = underWay.faults(cutOver);
        wrong.forEach(why -> fault(row, "", why));
        if (row.kind() == Subscription.Kind.PASS && row.cancelledAt().isPresent()) {
            fault(row, "cancelled_at", "a pass ends by itself. Leave it empty.");
        }
        if (row.kind() == Subscription.Kind.PASS && row.renewedBy().isPresent()) {
            fault(row, "renewed_by", "a pass is not renewed. Leave it empty.");
        }
        if (wrong.isEmpty()) {
            cycles.put(row.account(), underWay);
            subscriptions.add(subscription);
            row.renewedBy()
                    .map(by -> new TakenOver(cycle.id(), by, cutOver.instant()))
                    .ifPresent(renewals::add);
        }
    }

    private void fault(Brought.SubscriptionRow row, String column, String message) {
        faults.add(OpeningFile.SUBSCRIPTIONS, row.line(), column, message);
    }

    Optional<CycleUnderWay> of(String account) {
        return Optional.ofNullable(cycles.get(account));
    }

    /** What renews them by itself. */
    List<TakenOver> renewals() {
        return List.copyOf(renewals);
    }

    List<OpenedSubscription> subscriptions() {
        return List.copyOf(subscriptions);
    }
}
