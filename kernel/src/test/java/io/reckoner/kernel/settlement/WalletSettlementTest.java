package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before, applied, after: the Wallet. Notation: {@link Script}. */
class WalletSettlementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            textBlock =
                    """
            # bonus-like credit goes before paid, whatever expires first
            lot T topup 10 @1 till 9; lot B bonus 2 @1    | use e payg 3 @2; run 3 | e: bonus 2 paid 1 of B..T; T 9
            # the soonest expiry first, never last
            lot A gift 1 @1; lot B gift 1 @1 till 9; lot C gift 1 @1 till 8 | use e payg 2.5 @2 | e: bonus 2.5 of C..A; A 0.5
            # then the earliest effect, then the id as bytes: a capital before a small letter, both before an umlaut
            lot B gift 1 @2; lot A gift 1 @1              | use e payg 1 @3   | e: bonus 1 of A; B 1
            lot ä gift 1 @1; lot a gift 1 @1; lot Z gift 1 @1 | use e payg 2 @3   | e: bonus 2 of Z..a; ä 1
            # exactly used up
            lot A topup 3 @1                              | use e payg 3 @2   | e: paid 3 of A
            # one event over bonus, paid and shortfall
            lot T topup 1 @1; lot B bonus 1 @1            | use e payg 5 @2   | e: bonus 1 paid 1 short 3 of B..T; owes 2 3
            # a pico is neither lost nor found
            lot A topup 0.000000000001 @1                 | use e payg 0.000000000002 @2 | e: paid 0.000000000001 short 0.000000000001 of A; owes 2 0.000000000001
            # usage exactly at effectiveAt may draw, the microsecond before may not: it is paid off then
            lot A topup 1 @2T10:00                        | use e payg 1 @2T10:00 | e: paid 1 of A
            lot A topup 1 @2T10:00                        | use e payg 1 @2T09:59:59.999999 | e: short 1
            # usage at expiresAt may not draw, the microsecond before may
            lot A topup 1 @1 till 2T10:00                 | use e payg 1 @2T09:59:59.999999 | e: paid 1 of A
            lot A topup 1 @1 till 2T10:00                 | use e payg 1 @2T10:00 | e: short 1; owes 2 1
            # a charge of zero draws nothing
            lot A topup 1 @1                              | use e payg 0 @2   | e:; A 1
            # no credit at all
            nothing                                       | use e payg 1 @2   | e: short 1; owes 2 1
            # a lot that is used up by one event is passed over by the next
            lot A topup 1 @1; lot B topup 1 @1 till 90    | use e payg 1 @2; use f payg 0.5 @2 | e: paid 1 of B; f: paid 0.5 of A; A 0.5
            """)
    void drawsOnTheWalletInOrder(String before, String applied, String after) {
        assertThat(Script.of(before == null ? "" : before, applied).after()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a grant pays what is owed, then serves
            use e payg 3 @2; lot A topup 10 @3                    | e: short 3; A 7               | pay_off 3 A 3
            # the grants of one instant all land, then shortfall is paid once, in draw order
            use e payg 3 @2; lot T topup 10 @3; lot B bonus 2 @3  | e: short 3; T 9               | pay_off 3 B 2; pay_off 3 T 1
            # usage at the instant of the grant comes after the pay-off
            use e payg 3 @2; use f payg 1 @3; lot A topup 3 @3    | e: short 3; f: short 1; owes 3 1 | pay_off 3 A 3
            # debts age: the oldest is paid first
            use e payg 3 @2; use f payg 2 @4; lot A topup 4 @5    | e: short 3; f: short 2; owes 4 1 | pay_off 5 A 4
            # what arose on one day is one debt
            use e payg 3 @2T01:00; use f payg 2 @2T23:59:59.999999; lot A topup 1 @2T12:00 | e: short 3; f: short 2; owes 2 4 | pay_off 2 A 1
            # a grant that comes too late for its own day still pays
            use e payg 1 @2; lot A topup 5 @1 acts 6              | e: short 1; A 4               | pay_off 6 A 1
            # a lot that lands after its expiry lapses at once and pays nothing
            use e payg 1 @2; lot A gift 5 @1 till 4 acts 6        | e: short 1; owes 2 1          | lapse 6 A 5
            use e payg 1 @2; lot A gift 5 @1 till 6 acts 6        | e: short 1; owes 2 1          | lapse 6 A 5
            use e payg 1 @2; lot A gift 5 @1 till 6T00:00:00.000001 acts 6 | e: short 1           | pay_off 6 A 1; lapse 6 A 4
            """)
    void paysShortfallAfterTheGrantsOfAnInstant(String script, String after, String moved) {
        Script settled = Script.of(script);
        assertThat(settled.after()).isEqualTo(after);
        assertThat(settled.moved("pay_off", "lapse")).isEqualTo(moved);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            textBlock =
                    """
            # at a watermark equal to its expiry a lot has lapsed, a microsecond earlier it has not
            lot A gift 5 @1 till 5T10:00; run 5T10:00             | ''                            | lapse 5 A 5
            lot A gift 5 @1 till 5T10:00; run 5T09:59:59.999999   | A 5                           | nothing
            # dated its expiry, however late the run
            lot A gift 5 @1 till 5T10:00; run 20                  | ''                            | lapse 5 A 5
            lot A gift 5 @1 till 5; run 20                        | ''                            | lapse 5 A 5
            # only the unspent rest; a log that arrives before the watermark costs no bonus
            lot A gift 5 @1 till 5; run 4; use e payg 2 @4T23:00; run 5 | e: bonus 2 of A         | lapse 5 A 3
            # late: the lot of t serves, and the one that lapsed before t does not
            lot A gift 5 @1 till 5; lot B gift 5 @1; run 6; use e payg 2 @4; run 7 | e: bonus 2 of B late; B 3 | lapse 5 A 5
            # late usage draws on what is there at the previous watermark, grants of that instant included
            run 6; use e payg 2 @4; lot A gift 5 @6; run 7        | e: bonus 2 of A late; A 3     | nothing
            lot A gift 5 @1; run 6; use e payg 2 @4; run 6; run 7 | e: bonus 2 of A late; A 3     | nothing
            lot A gift 5 @1 till 6; run 6; use e payg 2 @4; run 6 | e: short 2 late; owes 6 2     | lapse 6 A 5
            run 6; use e payg 2 @4; run 6; lot A gift 5 @6; run 7 | e: short 2 late; A 3          | pay_off 6 A 2
            run 6; use e payg 2 @4; lot A gift 5 @6T00:00:00.000001; run 7 | e: short 2 late; A 3 | pay_off 6 A 2
            # an event at the watermark waits and is not late
            lot A gift 5 @1; use e payg 1 @6; run 6; run 7        | e: bonus 1 of A; A 4          | nothing
            """)
    void lapsesInsideTheTimeLine(String script, String after, String moved) {
        Script settled = Script.of(script);
        assertThat(settled.after()).isEqualTo(after);
        assertThat(settled.moved("pay_off", "lapse")).isEqualTo(moved == null ? "" : moved);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a negative adjustment draws like usage
            lot T topup 10 @1; lot B bonus 2 @1; debit D adjustment 3 @2      | T 9                 | adjustment_draw 2 B for D 2; adjustment_draw 2 T for D 1
            # the disputed lots first, in the order given, then draw order; the rest is shortfall
            lot T topup 5 @1; lot B bonus 2 @1; lot U topup 5 @1 till 9; debit D chargeback 6 of T @2; run 3 | B 1; U 5 | chargeback_draw 2 B for D 1; chargeback_draw 2 T for D 5
            lot T topup 5 @1; lot B bonus 2 @1; debit D refund 8 of T,B @2    | owes 2 1            | refund_draw 2 B for D 2; refund_draw 2 T for D 5; refund_shortfall 2 - for D 1
            lot T topup 5 @1; lot B bonus 2 @1; debit D claw_back 2 of B @2   | T 5                 | claw_back_draw 2 B for D 2
            # a refund and a claw-back draw their own lots alone: what is spent of these is owed, whatever else is there
            lot T topup 5 @1; lot U topup 5 @1; use e payg 3 @1T01:00; debit D refund 5 of T @2 | e: paid 3 of T; U 5; owes 2 3 | refund_draw 2 T for D 2; refund_shortfall 2 - for D 3
            lot T topup 5 @1; lot B bonus 2 @1; use e payg 1.5 @1T01:00; debit D claw_back 2 of B @2 | e: bonus 1.5 of B; T 5; owes 2 1.5 | claw_back_draw 2 B for D 0.5; claw_back_shortfall 2 - for D 1.5
            lot T topup 5 @1; lot B bonus 2 @1; use e payg 2 @1T01:00; debit D claw_back 2 of B @2 | e: bonus 2 of B; T 5; owes 2 2 | claw_back_shortfall 2 - for D 2
            # nothing but a grant or credit given back has the Wallet pay what is owed
            lot T topup 5 @1; lot U topup 5 @1; use e payg 3 @1T01:00; debit D refund 5 of T @2; beyond S stop @3; run 4 | e: paid 3 of T; U 5; owes 2 3 | refund_draw 2 T for D 2; refund_shortfall 2 - for D 3
            # the debt is paid with the next grant, from all of the Wallet
            lot T topup 5 @1; lot B bonus 2 @1; use e payg 2 @1T01:00; debit D claw_back 2 of B @2; lot U topup 1 @3 | e: bonus 2 of B; T 3; U 1 | claw_back_shortfall 2 - for D 2
            # a disputed lot that is used up is passed over
            lot T topup 5 @1 till 9; lot U topup 5 @1; use e payg 5 @1T01:00; debit D chargeback 2 of T @2 | e: paid 5 of T; U 3 | chargeback_draw 2 U for D 2
            # at one instant usage and debits go by id
            lot T topup 1 @1; debit D adjustment 1 @2; use E payg 1 @2        | E: short 1; owes 2 1 | adjustment_draw 2 T for D 1
            lot T topup 1 @1; debit F adjustment 1 @2; use E payg 1 @2        | E: paid 1 of T; owes 2 1 | adjustment_shortfall 2 - for F 1
            lot T topup 2 @1; debit F adjustment 1 @2; use E payg 1 @2; use G payg 1 @2 | E: paid 1 of T; G: short 1; owes 2 1 | adjustment_draw 2 T for F 1
            # a grant at the instant of a debit lands first
            debit D adjustment 1 @2; lot T topup 3 @2                         | T 2                 | adjustment_draw 2 T for D 1
            # debts of debits and of usage are one line
            use E payg 1 @2; debit F adjustment 1 @2; lot T topup 1.5 @3      | E: short 1; owes 2 0.5 | adjustment_shortfall 2 - for F 1
            """)
    void drawsDebitsLikeUsage(String script, String after, String moved) {
        Script settled = Script.of(script);
        assertThat(settled.after()).isEqualTo(after);
        String[] types = {
            "adjustment_draw",
            "adjustment_shortfall",
            "refund_draw",
            "refund_shortfall",
            "claw_back_draw",
            "claw_back_shortfall",
            "chargeback_draw",
            "chargeback_shortfall"
        };
        assertThat(settled.moved(types).split("; ")).containsExactlyInAnyOrder(moved.split("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what was drawn returns to the lots it came from
            lot T topup 5 @1; lot B bonus 2 @1; use e payg 3 @2; run 3; void V B=2,T=1 @4                 | e: bonus 2 paid 1 of B..T; B 2; T 5
            # to a lot used up since: it opens again
            lot T topup 3 @1; use e payg 3 @2; run 3; void V T=3 @4                                       | e: paid 3 of T; T 3
            # used up the same day, between other usage
            lot T topup 3 @1; use e payg 1 @1T01:00; run 2; use f payg 2 @3T01:00; void V T=1 @3T02:00; use g payg 1 @3T03:00 | e: paid 1 of T; f: paid 2 of T; g: paid 1 of T
            # a lapsed lot lapses again at once
            lot B bonus 3 @1 till 4; use e payg 3 @2; run 5; void V B=3 @6                                | e: bonus 3 of B
            lot B bonus 3 @1 till 4; use e payg 2 @2; void V B=2 @4                                       | e: bonus 2 of B
            lot B bonus 3 @1 till 4; use e payg 2 @2; void V B=2 @3T23:00                                 | e: bonus 2 of B
            # returned Wallet credit pays debt first
            lot T topup 3 @1; use e payg 3 @2; use f payg 2 @3; run 4; void V T=3 @5                      | e: paid 3 of T; f: short 2; T 1
            # unpaid shortfall of the voided usage is taken back, the rest of the day's debt stays
            use e payg 3 @2; use f payg 2 @2; run 4; void V - short 3 on 2 @5                             | e: short 3; f: short 2; owes 2 2
            use e payg 3 @2; run 4; void V - short 3 on 2 @5                                              | e: short 3
            # shortfall paid since returns to what paid it
            use e payg 3 @2; lot T topup 2 @3; run 4; void V T=2 short 1 on 2 @5                          | e: short 3; T 2
            # what was given up changes no debt
            use e payg 3 @2; use f payg 1 @2; give-up G write_off 3 @3; run 4; void V - given-up write_off=3 @5 | e: short 3; f: short 1; owes 2 1
            """)
    void givesBackWhatVoidedUsageDrew(String script, String after) {
        assertThat(Script.of(script).after()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # the oldest debt first, no more than is asked for
            use e payg 2 @2; use f payg 3 @3; give-up G write_off 4 @4                  | e: short 2; f: short 3; owes 3 1 | write_off 4 - for G 4
            # no more than is owed
            use e payg 2 @2; give-up G dispute_loss 4 @4                                | e: short 2                       | dispute_loss 4 - for G 2
            # nothing where nothing is owed
            lot T topup 1 @1; give-up G write_off 4 @4                                  | T 1                              | nothing
            # what a grant of the same instant could have paid is given up first
            use e payg 2 @2; lot T topup 3 @4; give-up G write_off 1 @4                 | e: short 2; T 2                  | write_off 4 - for G 1; pay_off 4 T 1
            """)
    void givesUpDebt(String script, String after, String moved) {
        Script settled = Script.of(script);
        assertThat(settled.after()).isEqualTo(after);
        assertThat(settled.moved("write_off", "dispute_loss", "pay_off").split("; "))
                .containsExactlyInAnyOrder(moved.equals("nothing") ? new String[] {""} : moved.split("; "));
    }
}
