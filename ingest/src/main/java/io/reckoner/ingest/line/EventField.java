package io.reckoner.ingest.line;

import java.util.Locale;

/** The members of an event, and what each must be. Others are ignored. */
enum EventField {
    V("the number 1"),
    ID(EventField.ANY_TEXT),
    TS(EventField.ANY_TEXT),
    ACCOUNT(EventField.ANY_TEXT),
    KEY(EventField.ANY_TEXT),
    KEY_KIND("\"payg\" or \"subscription\""),
    PROVIDER(EventField.ANY_TEXT),
    MODEL(EventField.ANY_TEXT),
    ENDPOINT(EventField.ANY_TEXT),
    FORMAT(EventField.ANY_TEXT),
    USAGE_SOURCE("\"provider\", \"estimated\" or \"none\""),
    STATUS("a whole number up to 999"),
    OUTCOME("one of the outcomes of format 1"),
    /** Required unless the source is {@code none}. */
    USAGE("an object"),
    REQUESTED_MODEL(EventField.ANY_TEXT),
    SERVICE_TIER(EventField.ANY_TEXT),
    UPSTREAM_ID(EventField.ANY_TEXT),
    STREAM("true or false"),
    ATTEMPT("a whole number up to 1000000"),
    LATENCY_MS("a number from 0 to 1e12"),
    TTFT_MS("a number from 0 to 1e12"),
    VENDOR_COST_USD("a number not below 0"),
    TAGS("an object of texts"),
    START("an object"),
    SEAL("an object");

    private static final String ANY_TEXT = "text of at most 1024 bytes, without NUL";

    /** Longest text a field may hold, in UTF-8 bytes. */
    static final int MAX_TEXT_BYTES = 1024;

    /** Always required in an event. */
    static final int REQUIRED =
            mask(V, ID, TS, ACCOUNT, KEY, KEY_KIND, PROVIDER, MODEL, ENDPOINT, FORMAT, USAGE_SOURCE, STATUS, OUTCOME);

    /** The members of a start; all are required. */
    static final int OF_START = mask(ID, TS, ACCOUNT, KEY, MODEL, ATTEMPT);

    /** What makes a line a start or a seal; in an event they mean nothing. */
    static final int OF_OTHER_LINES = mask(START, SEAL);

    final String mustBe;
    final int bit = 1 << ordinal();

    EventField(String mustBe) {
        this.mustBe = mustBe;
    }

    /** The name in the line. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int mask(EventField... fields) {
        int mask = 0;
        for (EventField field : fields) {
            mask |= field.bit;
        }
        return mask;
    }

    /** All faults in one sentence: {@code model, key missing; status must be a whole number up to 999}. */
    static String faults(int missing, int wrong) {
        StringBuilder sentence = new StringBuilder();
        for (EventField field : values()) {
            if ((missing & field.bit) != 0) {
                sentence.append(sentence.isEmpty() ? "" : ", ").append(field.code());
            }
        }
        sentence.append(sentence.isEmpty() ? "" : " missing");
        for (EventField field : values()) {
            if ((wrong & field.bit) != 0) {
                sentence.append(sentence.isEmpty() ? "" : "; ")
                        .append(field.code())
                        .append(" must be ")
                        .append(field.mustBe);
            }
        }
        return sentence.toString();
    }
}
