package io.reckoner.acceptance.year;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.account.ApiKeys;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.GatewayServer.Request;
import io.reckoner.jobs.plan.Cancellations;
import io.reckoner.kernel.account.KeyKind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Days of the lives of many accounts: requests and acts hour by hour, and a night after each day. */
final class Life implements AutoCloseable {
    /** Times of the day at which anything happens, in hours. */
    private static final List<Integer> HOURS = List.of(1, 4, 7, 10, 13, 16, 19, 22);

    private static final Set<Integer> ROUNDS = Set.of(4, 10, 16, 22);

    final World world;
    final Tally tally = new Tally();
    private final Chance chance;
    private final List<Person> people;
    private final Map<String, Person> byCustomer = new HashMap<>();
    private final Map<String, Person> byAccount = new HashMap<>();
    private final Agenda agenda = new Agenda();
    private final Traffic traffic;
    private final Post post;
    private final Buying buying;
    private final Aftermath aftermath;
    private final Returning returning;
    private final Giving giving;
    private LocalDate today;
    private int refunds;

    /** @param world set up just before the first day */
    Life(World world, List<Person> people, LocalDate first, long seed) throws IOException {
        this.world = world;
        this.people = people;
        this.chance = Chance.of(seed);
        this.today = first;
        people.forEach(person -> {
            byCustomer.put(person.customer(), person);
            byAccount.put(person.account(), person);
        });
        traffic = new Traffic(world.session.data().root().resolve("gateway"), chance.split(), world.clock.instant());
        post = new Post(world.url(), chance.split(), tally);
        buying = new Buying(world, chance.split(), tally);
        aftermath = new Aftermath(world, post, agenda, chance.split(), tally);
        returning = new Returning(world, post, agenda, chance.split(), tally);
        giving = new Giving(world, chance.split(), tally);
        world.stripe.moods(this::mood);
        giving.issueVouchers();
    }

    private Mood mood(Request request) {
        if (!request.method().equals("POST")) {
            return Mood.ANSWERS;
        }
        if (request.path().equals("/v1/refunds")) {
            return ++refunds % 5 == 0 ? Mood.MOVES_MONEY_AND_BREAKS_OFF : Mood.ANSWERS;
        }
        Person person = byCustomer.get(request.form().get("customer"));
        return person == null ? Mood.ANSWERS : person.mood();
    }

    /** The next day, and its night. */
    void day() throws IOException, InterruptedException {
        List<Person> there = people.stream().filter(each -> each.isThere(today)).toList();
        people.forEach(each -> each.lives(today));
        Map<Integer, List<Runnable>> acts = acts(there);
        for (int hour : HOURS) {
            Instant now = today.atTime(hour, 10).toInstant(ZoneOffset.UTC);
            world.clock.set(now);
            agenda.doAll(now);
            acts.getOrDefault(hour, List.of()).forEach(Runnable::run);
            aftermath.look();
            if (ROUNDS.contains(hour)) {
                round(now);
            }
            requests(there, now);
        }
        night();
        today = today.plusDays(1);
    }

    /** What {@code serve} does with payments every few minutes. */
    private void round(Instant now) {
        post.deliver(now);
        world.desk.process();
        world.desk.sweepSentences();
        world.desk.renew();
        aftermath.look();
    }

    private void requests(List<Person> there, Instant now) {
        for (Person person : there) {
            if (chance.oneIn(person.style == Person.Style.AUTOMATIC ? 4 : 10)) {
                traffic.request(person, now);
            }
        }
    }

    /** One night in nine the courier leaves a proxy behind, and the operator settles all the same: its events will be late. */
    private void night() throws IOException, InterruptedException {
        Instant midnight = today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        traffic.seal(midnight);
        world.clock.set(midnight.plusSeconds(30));
        boolean isLeftBehind = chance.oneIn(9);
        traffic.carry(world.intake(), isLeftBehind ? "eu-2" : "");
        world.night(isLeftBehind ? Optional.of(midnight) : Optional.empty());
        if (today.getDayOfMonth() % 10 == 0) {
            world.settlements.upkeep();
        }
        aftermath.look();
    }

    /** Everything that gateways know is told, asked for and booked, and one more day settles it. */
    void settleAll() throws IOException, InterruptedException {
        quiesce();
        day();
        quiesce();
    }

    private void quiesce() {
        world.clock.set(world.clock.instant().plusSeconds(1_200));
        post.deliverAll();
        round(world.clock.instant());
        world.clock.set(world.clock.instant().plusSeconds(1_200));
        world.desk.sweepSentences();
    }

    /** What sweeps still call a break. */
    List<String> breaks() {
        return world.desk.sweepSentences();
    }

    private Map<Integer, List<Runnable>> acts(List<Person> there) {
        Map<Integer, List<Runnable>> acts = new HashMap<>();
        for (Person person : people) {
            if (person.joins.equals(today)) {
                acts.computeIfAbsent(HOURS.getFirst(), hour -> new ArrayList<>())
                        .add(() -> join(person));
            }
        }
        List<Integer> later = HOURS.subList(1, HOURS.size());
        wishes(there).forEach(wish -> acts.computeIfAbsent(chance.among(later), hour -> new ArrayList<>())
                .add(wish));
        return acts;
    }

    private List<Runnable> wishes(List<Person> there) {
        List<Runnable> wishes = new ArrayList<>();
        Set<String> planned = new HashSet<>(new StandingQuery(world.jdbc()).planned(world.clock.instant()));
        for (Person person : there) {
            boolean isAutomatic = person.style == Person.Style.AUTOMATIC;
            if (chance.oneIn(isAutomatic ? 200 : 19) || person.joins.equals(today)) {
                wishes.add(() -> buying.topUp(person));
            }
            boolean isEndOfMonth = today.getDayOfMonth() >= 29;
            if (!person.plan().isEmpty() && !planned.contains(person.account()) && (isEndOfMonth || chance.oneIn(4))) {
                wishes.add(() -> buying.subscribe(person));
            }
            if (person.style == Person.Style.TRANSFER && chance.oneIn(50)) {
                wishes.add(() -> buying.pass(person));
            }
            if (isAutomatic && person.joins.plusDays(1).equals(today)) {
                wishes.add(() -> setAutomatic(person));
            }
        }
        occasions(there, wishes);
        return wishes;
    }

    /** Rarer things, in numbers that grow with the people. */
    private void occasions(List<Person> there, List<Runnable> wishes) {
        if (there.size() < 2) {
            return;
        }
        for (int i = 0; i < 1 + there.size() / 200; i++) {
            often(wishes, 2, () -> giving.gift(chance.among(there)));
            often(wishes, 6, () -> giving.voucher(chance.among(there)));
            often(wishes, 3, () -> giving.adjustUp(chance.among(there)));
            often(wishes, 3, () -> giving.adjustDown(chance.among(there)));
            often(wishes, 3, () -> giving.switchBeyondPlan(chance.among(there)));
            often(wishes, 4, () -> giving.refer(chance.among(there), chance.among(there)));
            for (Kind kind : List.of(
                    Kind.REFUNDED,
                    Kind.REFUNDED_IN_PART,
                    Kind.REFUNDED_AT_STRIPE,
                    Kind.REFUNDED_AT_CREEM,
                    Kind.REFUNDED_BY_TRANSFER,
                    Kind.PLAN_REFUNDED)) {
                often(wishes, 7, () -> returning.somePayment(kind));
            }
            often(wishes, 4, () -> returning.somePayment(Kind.DISPUTE_OPENED));
            often(wishes, 7, returning::writeOff);
            often(wishes, 4, this::switchSomebody);
            often(wishes, 12, this::cancelSomebody);
            often(wishes, 20, aftermath::cancelAtCreem);
            if (!traffic.today().isEmpty()) {
                often(wishes, 6, () -> returning.voidCharge(chance.among(traffic.today())));
            }
        }
        often(wishes, 3, this::resumeSomebody);
    }

    private void often(List<Runnable> wishes, int days, Runnable wish) {
        if (chance.oneIn(days)) {
            wishes.add(wish);
        }
    }

    private void join(Person person) {
        world.act(jdbc -> {
            new Accounts(jdbc).create(Account.of(person.account(), "Person " + person.number), World.by("sign-up"));
            new ApiKeys(jdbc).register(person.paygKey(), person.account(), "payg", KeyKind.PAYG, World.by("sign-up"));
            new ApiKeys(jdbc)
                    .register(person.planKey(), person.account(), "plan", KeyKind.SUBSCRIPTION, World.by("sign-up"));
        });
        tally.count(Kind.JOINED);
    }

    private void setAutomatic(Person person) {
        world.reckon.clean("wallet auto set " + person.account()
                + " --below 6.00 --amount 6.00 --monthly-limit 24.00 --gateway stripe --customer " + person.customer()
                + " --method pm_" + person.number);
        tally.count(Kind.AUTO_SET);
    }

    private void resumeSomebody() {
        List<String> paused = new StandingQuery(world.jdbc()).pausedTopUps();
        if (!paused.isEmpty()) {
            world.reckon.clean("wallet auto resume " + chance.among(paused) + " --reason mended");
            tally.count(Kind.AUTO_RESUMED);
        }
    }

    /** Who has paid by card may go to Pro, or from Premium and Pro to Starter. */
    private void switchSomebody() {
        List<StandingQuery.Live> live = cardPlans();
        if (!live.isEmpty()) {
            StandingQuery.Live chosen = chance.among(live);
            boolean down = chosen.plan().equals("pro") || chosen.plan().equals("premium") && chance.oneIn(2);
            buying.switchTo(byAccount.get(chosen.account()), down ? "starter" : "pro");
        }
    }

    private void cancelSomebody() {
        List<StandingQuery.Live> live = cardPlans();
        if (!live.isEmpty()) {
            String account = chance.among(live).account();
            world.act(jdbc -> new Cancellations(jdbc).cancel(account, World.by(account)))
                    .ifPresentOrElse(why -> tally.refused(Kind.CANCELLED, why), () -> tally.count(Kind.CANCELLED));
        }
    }

    private List<StandingQuery.Live> cardPlans() {
        return new StandingQuery(world.jdbc())
                .live(world.clock.instant()).stream()
                        .filter(each -> each.gateway().equals("stripe") && each.renewable())
                        .toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        traffic.close();
    }
}
