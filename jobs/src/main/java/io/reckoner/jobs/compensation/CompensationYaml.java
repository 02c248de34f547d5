package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.compensation.CompensationRule;
import io.reckoner.kernel.compensation.CompensationRule.Part;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.kernel.compensation.Complaint;
import io.reckoner.kernel.compensation.Complaint.StatusRange;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rules of compensation: see docs/compensation.md. */
final class CompensationYaml {
    private static final Map<String, Part> PARTS = words(Part.WALLET, Part.CHARGE);
    private static final Map<String, Complaint.Output> OUTPUTS = Map.of("empty", Complaint.Output.EMPTY);
    private static final Map<String, Outcome> OUTCOMES = Arrays.stream(Outcome.values())
            .collect(Collectors.toMap(Outcome::code, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private final Findings findings = new Findings();

    /**
     * The rules of a file.
     *
     * @param file its name, for messages
     * @throws Refusal with every fault, by line
     */
    static CompensationRules read(String yaml, String file) {
        CompensationYaml reading = new CompensationYaml();
        CompensationRules rules = reading.rules(yaml);
        if (rules == null || !reading.findings.isClean()) {
            throw Fault.refusal(file, reading.findings.faults());
        }
        return rules;
    }

    private @Nullable CompensationRules rules(String yaml) {
        YamlNode root = YamlTree.read(yaml, findings);
        if (root == null) {
            if (findings.isClean()) {
                findings.fault(1, "", "the file is empty; to give nothing back write: rules: []");
            }
            return null;
        }
        Block block = new Spot(findings, root, "").block();
        Spot list = block == null ? null : block.require("rules");
        if (block == null || list == null) {
            return null;
        }
        Set<String> names = new HashSet<>();
        List<CompensationRule> rules = list.items().stream()
                .map(spot -> rule(spot, names))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
        block.end();
        return findings.isClean() ? new CompensationRules(rules) : null;
    }

    /** One rule. A bad or repeated name is told whatever else is wrong. */
    private @Nullable CompensationRule rule(Spot spot, Set<String> names) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        String name = read(block.require("name"), this::name);
        if (name != null && !names.add(name)) {
            spot.fault("two rules are called " + name + "; give one another name");
        }
        Complaint complaint = read(block.require("when"), this::complaint);
        Part of = read(block.take("of"), each -> each.oneOf(PARTS));
        BigDecimal share = read(block.require("give_back"), Spot::decimal);
        Block most = read(block.take("at_most"), Spot::block);
        Money ofEvent = most == null ? null : read(most.take("event"), this::money);
        Money ofMonth = most == null ? null : read(most.take("account_month"), this::money);
        Long days = read(block.take("expires_after_days"), Spot::whole);
        if (most != null) {
            most.end();
        }
        block.end();
        if (name == null || complaint == null || share == null) {
            return null;
        }
        return findings.build(
                spot.line(),
                spot.path(),
                () -> new CompensationRule(
                        name,
                        complaint,
                        of == null ? Part.WALLET : of,
                        share,
                        Optional.ofNullable(ofEvent),
                        Optional.ofNullable(ofMonth),
                        Optional.ofNullable(days)));
    }

    private @Nullable String name(Spot spot) {
        String name = spot.text();
        return name == null ? null : findings.build(spot.line(), spot.path(), () -> CompensationRule.requireName(name));
    }

    private @Nullable Complaint complaint(Spot spot) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Set<Outcome> outcomes = all(block.take("outcomes"), each -> each.oneOf(OUTCOMES));
        StatusRange status = read(block.take("status"), this::status);
        Long latency = read(block.take("latency_over_ms"), Spot::whole);
        Long firstToken = read(block.take("first_token_over_ms"), Spot::whole);
        Complaint.Output output = read(block.take("output"), each -> each.oneOf(OUTPUTS));
        Set<String> endpoints = all(block.take("endpoints"), Spot::text);
        Set<String> models = all(block.take("models"), Spot::text);
        block.end();
        return findings.build(
                spot.line(),
                spot.path(),
                () -> new Complaint(
                        outcomes,
                        Optional.ofNullable(status),
                        Optional.ofNullable(latency),
                        Optional.ofNullable(firstToken),
                        output == null ? Complaint.Output.ANY : output,
                        endpoints,
                        models.isEmpty() ? ModelSet.ALL : new ModelSet(List.copyOf(new TreeSet<>(models)))));
    }

    private @Nullable StatusRange status(Spot spot) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Long from = read(block.require("from"), Spot::whole);
        Long to = read(block.require("to"), Spot::whole);
        block.end();
        return from == null || to == null
                ? null
                : findings.build(
                        spot.line(),
                        spot.path(),
                        () -> new StatusRange(
                                Math.toIntExact(Math.min(from, 9_999)), Math.toIntExact(Math.min(to, 9_999))));
    }

    private @Nullable Money money(Spot spot) {
        BigDecimal amount = spot.decimal();
        if (amount == null) {
            return null;
        }
        if (amount.stripTrailingZeros().scale() > Money.SCALE) {
            spot.fault("has more than " + Money.SCALE + " decimals. Write fewer.");
            return null;
        }
        return Money.of(amount);
    }

    private static <T> @Nullable T read(@Nullable Spot spot, Function<Spot, @Nullable T> reader) {
        return spot == null ? null : reader.apply(spot);
    }

    private static <T> Set<T> all(@Nullable Spot spot, Function<Spot, @Nullable T> reader) {
        if (spot == null) {
            return Set.of();
        }
        if (spot.isEmpty()) {
            spot.fault("the list is empty; name something or remove the key");
        }
        return spot.items().stream().map(reader).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Map<String, Part> words(Part... parts) {
        Map<String, Part> words = new LinkedHashMap<>();
        for (Part part : parts) {
            words.put(part.name().toLowerCase(Locale.ROOT), part);
        }
        return words;
    }
}
