package io.reckoner.jobs.plan;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue of plans. Prices are USD; what pools hold and caps let through is in credits, 100 to the dollar. */
final class PlanYaml {
    /** What a file says: plans, all of version 1 until they are given their number; or every fault there is. */
    record Read(List<Plan> plans, List<Fault> faults) {}

    private static final String FORMAT = "1";
    private static final BigDecimal RENEWAL_BONUS = new BigDecimal("0.2");
    private static final BigDecimal BACKUP = BigDecimal.valueOf(3);
    private static final BigDecimal BUDGET = BigDecimal.TEN;
    private static final BigDecimal CREDITS_PER_USD = BigDecimal.valueOf(100);
    private static final long MOST_REQUESTS = 1_000_000_000L;

    private final Findings findings = new Findings();

    static Read read(String yaml) {
        PlanYaml reading = new PlanYaml();
        List<Plan> plans = reading.plans(yaml);
        return new Read(plans, reading.findings.faults());
    }

    private List<Plan> plans(String yaml) {
        YamlNode root = YamlTree.read(yaml, findings);
        if (root == null) {
            if (findings.isClean()) {
                findings.fault(1, "", "the file is empty");
            }
            return List.of();
        }
        Block block = new Spot(findings, root, "").block();
        if (block == null) {
            return List.of();
        }
        Spot format = block.require("plan_catalogue");
        String number = format == null ? null : format.text();
        if (format != null && number != null && !number.equals(FORMAT)) {
            format.fault("this program reads catalogues of format " + FORMAT + ", not " + number);
        }
        List<Plan> plans = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        Spot list = block.require("plans");
        for (Spot spot : list == null ? List.<Spot>of() : list.items()) {
            Plan plan = plan(spot, codes);
            if (plan != null) {
                plans.add(plan);
            }
        }
        block.end();
        return plans;
    }

    /** One plan. A bad or repeated code is told whatever else is wrong. */
    private @Nullable Plan plan(Spot spot, Set<String> codes) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        String code = code(block.require("code"));
        if (code != null && !codes.add(code)) {
            spot.fault("plan " + code + " occurs twice. Leave one out.");
        }
        String name = text(block.take("name"));
        Plan.Status status =
                oneOf(block.take("status"), Map.of("active", Plan.Status.ACTIVE, "inactive", Plan.Status.INACTIVE));
        Money price = usd(block.require("price"));
        Money base = credits(block.require("credits"));
        BigDecimal bonus = decimal(block.take("renewal_bonus"), RENEWAL_BONUS);
        BigDecimal backup = decimal(block.take("backup_multiplier"), BACKUP);
        BigDecimal budget = decimal(block.take("budget_multiplier"), BUDGET);
        Money daily = credits(block.take("daily_cap"));
        Money weekly = credits(block.take("weekly_cap"));
        Plan.CapsMode caps = oneOf(
                block.take("caps"),
                Map.of(
                        Plan.CapsMode.MAIN.code(),
                        Plan.CapsMode.MAIN,
                        Plan.CapsMode.MAIN_AND_BACKUP.code(),
                        Plan.CapsMode.MAIN_AND_BACKUP));
        Integer perMinute = requests(block.take("requests_per_minute"));
        Integer perDay = requests(block.take("requests_per_day"));
        ModelSet models = models(block.take("models"));
        Plan.Overflow overflow =
                oneOf(block.take("overflow"), Map.of("to_wallet", Plan.Overflow.TO_WALLET, "none", Plan.Overflow.NONE));
        block.end();
        if (code == null || price == null || base == null) {
            return null;
        }
        return findings.build(
                spot.line(),
                block.path(),
                () -> new Plan(
                        code,
                        1,
                        name == null ? code : name,
                        status == null ? Plan.Status.ACTIVE : status,
                        price,
                        new Plan.Allowance(base, bonus, backup, budget),
                        new Plan.Caps(daily, weekly, caps == null ? Plan.CapsMode.MAIN : caps),
                        new Plan.RateLimits(perMinute, perDay),
                        models,
                        overflow == null ? Plan.Overflow.TO_WALLET : overflow));
    }

    private @Nullable String code(@Nullable Spot spot) {
        String code = text(spot);
        return spot == null || code == null
                ? null
                : findings.build(spot.line(), spot.path(), () -> Plan.requireCode(code));
    }

    private static @Nullable String text(@Nullable Spot spot) {
        return spot == null ? null : spot.text();
    }

    private static <T> @Nullable T oneOf(@Nullable Spot spot, Map<String, T> words) {
        return spot == null ? null : spot.oneOf(words);
    }

    private static BigDecimal decimal(@Nullable Spot spot, BigDecimal fallback) {
        BigDecimal value = spot == null ? null : spot.decimal();
        if (spot != null && value != null && value.scale() > 6) {
            spot.fault("has more than six decimals. Write at most six.");
            return fallback;
        }
        return value == null ? fallback : value;
    }

    /** Whole cents: it is what customers are charged. */
    private static @Nullable Money usd(@Nullable Spot spot) {
        BigDecimal value = spot == null ? null : spot.decimal();
        if (spot != null && value != null && value.stripTrailingZeros().scale() > 2) {
            spot.fault("a price is in whole cents, not " + value.toPlainString() + ". Write at most two decimals.");
            return null;
        }
        return value == null ? null : Money.of(value);
    }

    private static @Nullable Money credits(@Nullable Spot spot) {
        BigDecimal value = spot == null ? null : spot.decimal();
        if (spot != null && value != null && value.stripTrailingZeros().scale() > 0) {
            spot.fault("credits are whole, not " + value.toPlainString() + ". 100 credits are 1 USD.");
            return null;
        }
        return value == null ? null : Money.of(value.divide(CREDITS_PER_USD));
    }

    private static @Nullable Integer requests(@Nullable Spot spot) {
        Long value = spot == null ? null : spot.whole();
        if (spot != null && value != null && value > MOST_REQUESTS) {
            spot.fault(value + " requests are no limit. Leave it out where there is none.");
            return null;
        }
        return value == null ? null : Math.toIntExact(value);
    }

    private static ModelSet models(@Nullable Spot spot) {
        List<String> patterns = new ArrayList<>();
        for (Spot item : spot == null ? List.<Spot>of() : spot.items()) {
            String pattern = item.text();
            if (pattern != null && pattern.isBlank()) {
                item.fault("a pattern is empty. Write * for every model.");
            } else if (pattern != null) {
                patterns.add(pattern);
            }
        }
        return patterns.isEmpty() ? ModelSet.ALL : new ModelSet(patterns);
    }
}
