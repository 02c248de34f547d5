package io.reckoner.ingest.json;

/**
 * Why bytes are not JSON. Thrown without a stack trace, since a bad line is an answer and not an accident; made once for
 * each kind, so that a file full of bad lines makes no garbage.
 */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final JsonFault END = new JsonFault("the line ends inside a value");
    static final JsonFault UNEXPECTED = new JsonFault("a character stands where JSON allows none of its kind");
    static final JsonFault MARK = new JsonFault("a byte order mark; write plain UTF-8");
    static final JsonFault ESCAPE = new JsonFault("a backslash escape that JSON does not know");
    static final JsonFault CONTROL = new JsonFault("a raw control character inside a string");
    static final JsonFault UTF8 = new JsonFault("bytes that are not UTF-8");
    static final JsonFault SURROGATE = new JsonFault("half of a surrogate pair");
    static final JsonFault NUMBER = new JsonFault("a number that JSON does not allow");
    static final JsonFault DEEP = new JsonFault("nested deeper than " + JsonCursor.MAX_DEPTH + " levels");
    static final JsonFault TRAILING = new JsonFault("something follows the object");
    /** Not thrown by the cursor: for callers that want an object. */
    public static final JsonFault NO_OBJECT = new JsonFault("a JSON value, but not an object");

    private final String sentence;

    private JsonFault(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** What is wrong, without the place and without quoting the line. */
    public String sentence() {
        return sentence;
    }
}
