package io.reckoner.reports.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingCheckTest {
    private static final PriceBook BOOK = BookFixture.book();

    @TempDir
    Path folder;

    /** Events and what they are charged, worked out by hand. */
    private static final String RATED =
            """
            ts                         | account | kind         | provider | model      | tier     | outcome      | source    | vendor | counts                                    | charge, worked out by hand
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000 output=200                     | 0.0054
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1001 output=200                     | 0.010806
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=900 cache_read=200 reasoning=10     | 0.0057
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | batch    | ok           | provider  | -      | input=1000 output=200                     | 0.0027
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | priority | ok           | provider  | -      | input=1000 output=200                     | 0.01092
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | unheard  | ok           | provider  | -      | input=1000                                | 0.003
            2026-03-01T16:29:59.999999Z | a1     | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000                                | 0.003
            2026-03-01T16:30:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000                                | 0.0015
            2026-03-01T00:29:59.999999Z | a1     | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000                                | 0.0015
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1 web_search=3                      | 0.036003
            2026-03-01T23:59:59.999999Z | a1     | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000                                | 0.0015
            2026-03-02T00:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000                                | 0.0036
            2026-03-01T12:00:00Z       | a2      | payg         | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000 output=200                     | 0.003271111111
            2026-03-01T12:00:00Z       | a3      | subscription | openai   | openai/gpt | -        | ok           | provider  | -      | input=1000 output=200                     | 0
            2026-03-01T12:00:00Z       | a1      | payg         | acme     | acme/grad  | -        | ok           | provider  | -      | input=600 output=501                      | 0.003848400048
            2026-03-01T12:00:00Z       | a1      | payg         | acme     | acme/tiny  | -        | ok           | provider  | -      | input=4                                   | 0.000000000001
            2026-03-01T12:00:00Z       | a1      | payg         | acme     | acme/tiny  | -        | ok           | provider  | -      | seconds=1500000                           | 0.00051
            2026-03-01T12:00:00Z       | a1      | payg         | acme     | acme/dark  | -        | ok           | provider  | 0.5    | input=1000 output=1000                    | 0.012
            2026-03-01T12:00:00Z       | a1      | payg         | relay    | relay/any  | -        | ok           | provider  | 0.5    | input=1000 output=1000                    | 0.0036
            2026-03-01T12:00:00Z       | a1      | payg         | relay    | relay/any  | -        | ok           | provider  | -      | input=1000 output=1000                    | 0.0036
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | timeout      | provider  | -      | input=1000                                | 0
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | client_abort | estimated | -      | input=1000                                | 0
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | client_abort | provider  | -      | input=1000                                | 0.003
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | upstream_error | none    | -      |                                           | 0
            2026-03-01T12:00:00Z       | a1      | payg         | openai   | openai/gpt | -        | lost         | provider  | 0.5    | input=1000                                | 0
            2026-03-01T12:00:00Z       | a1      | payg         | relay    | relay/any  | -        | lost         | provider  | 0.5    | input=1000                                | 0
            2026-03-01T12:00:00Z       | a1      | payg         | -        | x/unknown  | -        | lost         | none      | -      |                                           | 0
            """;

    @Test
    void whatTheKernelRatesIsWorkedOutTheSameAgain() {
        RatedFacts facts = new RatedFacts(BOOK);
        List<String> byHand = new ArrayList<>();
        for (String line : RATED.lines().skip(1).toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            facts.add(event(cells));
            byHand.add(cells.getLast());
        }
        assertThat(facts.charges()).containsExactlyElementsOf(byHand);
        List<VerifyCheck> checks = checks(facts.table());
        assertThat(checks)
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
        assertThat(check(checks, "charge rated again").right())
                .isEqualByComparingTo(byHand.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** One changed cell in each of many equal facts: 1000 input and 200 output tokens, at 0.0045 and 0.0054. */
    @Test
    void everyAlterationIsFoundAndNamed() {
        String alterations =
                """
                charge_text_input | 0.003000000001
                charge            | 0.0053
                charge_tool       | 0.000000000001
                charge_output     | 0
                n_input           | 999
                n_images          | 1
                cost_text_output  | 0.0021
                cost_rated        | -
                provider_cost     | 0.0046
                book_version      | 2
                model             | openai/other
                overlay           | nobody
                ts                | 2026-03-02T12:00:00Z
                """;
        List<String> lines = alterations.lines().toList();
        RatedFacts facts = new RatedFacts(BOOK);
        for (int i = 0; i <= lines.size(); i++) {
            facts.add(event(List.of(
                    "2026-03-01T12:00:00Z",
                    "a1",
                    "payg",
                    "openai",
                    "openai/gpt",
                    "-",
                    "ok",
                    "provider",
                    "-",
                    "input=1000 output=200")));
        }
        String[] table = facts.table().split("\n");
        for (int i = 0; i < lines.size(); i++) {
            String[] cell = lines.get(i).split("\\|");
            table[i + 1] = alter(table[0], table[i + 1], cell[0].strip(), cell[1].strip());
        }
        String said = checks(String.join("\n", table)).stream()
                .map(check -> check.name() + ", " + check.breaks() + " breaks\n"
                        + check.examples().stream()
                                .map(example -> "  " + example.replace("usage-p1-000000000001.jsonl", "log") + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        assertThat(said)
                .isEqualTo(
                        """
                prices the facts name, 3 breaks
                  price book 1, openai/gpt at openai: price book 1 has no overlay "nobody"
                  price book 1, openai/other at openai: price book 1 has no card for RateKey[provider=openai, model=openai/other, cardEffectiveFrom=2026-01-01T00:00:00Z, serviceTier=null, overlay=null]
                  price book 2, openai/gpt at openai: there is no price book 2
                charge rated again, 9 breaks
                  log:1: event e1 of account a1: charge_text_input is 0.003000000001, worked out 0.003
                  log:2: event e2 of account a1: charge is 0.0053, worked out 0.0054
                  log:3: event e3 of account a1: charge_tool is 0.000000000001, worked out 0.00
                  log:4: event e4 of account a1: charge_output is 0.00, worked out 0.0024
                  log:5: event e5 of account a1: charge_input is 0.003, worked out 0.002997; charge_text_input is 0.003, worked out 0.002997; charge is 0.0054, worked out 0.005397
                  log:6: event e6 of account a1: charge_other is 0.00, worked out nothing; charge_unit is 0.00, worked out nothing; charge is 0.0054, worked out nothing
                  log:10: event e10 of account a1: the price book has no such price
                  log:11: event e11 of account a1: the price book has no such price
                  log:12: event e12 of account a1: the price book has no such price
                cost rated again, 8 breaks
                  log:5: event e5 of account a1: cost_input is 0.0025, worked out 0.0024975; cost_text_input is 0.0025, worked out 0.0024975; cost_rated is 0.0045, worked out 0.0044975; provider_cost is 0.0045, worked out 0.0044975
                  log:6: event e6 of account a1: cost_other is 0.00, worked out nothing; cost_unit is 0.00, worked out nothing; cost_rated is 0.0045, worked out nothing; provider_cost is 0.0045, worked out nothing
                  log:7: event e7 of account a1: cost_text_output is 0.0021, worked out 0.002
                  log:8: event e8 of account a1: cost_rated is nothing, worked out 0.0045
                  log:9: event e9 of account a1: provider_cost is 0.0046, worked out 0.0045
                  log:10: event e10 of account a1: the price book has no such price
                  log:11: event e11 of account a1: the price book has no such price
                  log:12: event e12 of account a1: the price book has no such price
                card in effect at the event, 1 breaks
                  log:13: event e13 of account a1: the card from 2026-01-01 00:00:00+00 was not in effect
                """);
    }

    /** Facts of lost events from before their usage was costed: nothing, by no price book. */
    @Test
    void lostEventsThatWereSettledWithoutACostStandAsTheyAre() {
        RatedFacts facts = new RatedFacts(BOOK);
        for (int i = 0; i < 2; i++) {
            facts.add(event(List.of(
                    "2026-03-01T12:00:00Z",
                    "a1",
                    "payg",
                    "openai",
                    "openai/gpt",
                    "-",
                    "lost",
                    "provider",
                    "0.5",
                    "input=1000")));
        }
        String[] table = facts.table().split("\n");
        for (String column : List.of("cost_input", "cost_text_input", "cost_rated", "provider_cost")) {
            table[1] = alter(table[0], table[1], column, "0");
        }
        table[1] = alter(table[0], table[1], "book_version", "-");
        table[1] = alter(table[0], table[1], "card_effective_from", "-");
        assertThat(checks(String.join("\n", table)))
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
        assertThat(checks(String.join("\n", List.of(table[0], alter(table[0], table[1], "cost_rated", "1")))).stream()
                        .filter(check -> !check.holds())
                        .map(VerifyCheck::name))
                .containsExactly("cost rated again");
    }

    @Test
    void aThousandRandomEventsComeOutTheSame() {
        Random random = new Random(20261121);
        RatedFacts facts = new RatedFacts(BOOK);
        List<String[]> models = List.of(
                new String[] {"openai", "openai/gpt", "input cache_read cache_write_1h output reasoning web_search"},
                new String[] {"acme", "acme/grad", "input cache_read output input_audio"},
                new String[] {"acme", "acme/tiny", "input output seconds"},
                new String[] {"acme", "acme/dark", "input output"},
                new String[] {"relay", "relay/any", "input output"});
        for (int i = 0; i < 1000; i++) {
            String[] model = models.get(random.nextInt(models.size()));
            StringBuilder counts = new StringBuilder();
            for (String component : model[2].split(" ")) {
                if (random.nextInt(3) > 0) {
                    counts.append(component)
                            .append('=')
                            .append(random.nextInt(1 << random.nextInt(24)))
                            .append(' ');
                }
            }
            Instant ts = Instant.parse("2026-03-01T00:00:00Z").plusMillis(random.nextInt(2 * 86_400_000));
            boolean free = random.nextInt(4) == 0;
            facts.add(event(List.of(
                    ts.toString(),
                    free ? "a3" : random.nextBoolean() ? "a1" : "a2",
                    free ? "subscription" : "payg",
                    model[0],
                    model[1],
                    pick(random, "-", "batch", "priority", "other"),
                    pick(random, "ok", "ok", "timeout", "client_abort", "lost"),
                    pick(random, "provider", "estimated"),
                    pick(random, "-", "0.25"),
                    counts.toString().strip())));
        }
        List<VerifyCheck> checks = checks(facts.table());
        assertThat(checks)
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
        assertThat(check(checks, "card in effect at the event").left()).isEqualByComparingTo("1000");
        assertThat(check(checks, "charge rated again").left()).isPositive();
    }

    private static String pick(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    /** Time, account, key kind, provider, model, tier, outcome, usage source, vendor's cost, counts. */
    private static RatedFacts.Event event(List<String> cells) {
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        for (String count :
                cells.get(9).isEmpty() ? new String[0] : cells.get(9).split(" ")) {
            counts.put(Component.byCode(count.split("=")[0]).orElseThrow(), Long.parseLong(count.split("=")[1]));
        }
        counts.put(Component.REQUEST, cells.get(7).equals("none") ? 0L : 1L);
        return new RatedFacts.Event(
                cells.get(0),
                cells.get(1),
                KeyKind.byCode(cells.get(2)).orElseThrow(),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                Outcome.byCode(cells.get(6)).orElseThrow(),
                UsageSource.byCode(cells.get(7)).orElseThrow(),
                cells.get(8),
                counts);
    }

    private List<VerifyCheck> checks(String table) {
        try (FactsSession session = new FactsFixture(folder).session(table)) {
            session.define("CREATE VIEW verified AS SELECT * FROM facts");
            return new RatingCheck(session, RatingCheckTest::version).checks();
        }
    }

    private static PriceBook version(int version) {
        if (version != 1) {
            throw new IllegalArgumentException("there is no price book " + version);
        }
        return BOOK;
    }

    private static VerifyCheck check(List<VerifyCheck> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String alter(String header, String line, String column, String value) {
        List<String> names = List.of(header.split(" \\| "));
        String[] cells = line.split(" \\| ");
        cells[names.indexOf(column)] = value;
        return String.join(" | ", cells);
    }
}
