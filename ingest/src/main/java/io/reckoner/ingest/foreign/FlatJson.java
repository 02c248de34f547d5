package io.reckoner.ingest.foreign;

import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A JSON object as cells: texts decoded, numbers and words as written, {@code null} absent, the members of an
 * object within under {@code outer.inner}, arrays and what lies deeper than {@value #DEPTH} levels as JSON text.
 */
final class FlatJson {
    private static final int DEPTH = 8;
    /** The cell of an object that holds something. */
    static final String OBJECT = "(object)";

    private static final int LONGEST_NAME = 256;

    private final JsonCursor cursor = new JsonCursor();
    private final byte[] name = new byte[LONGEST_NAME];

    /**
     * The cells of one object.
     *
     * @throws JsonFault where it is none
     * @throws RowFault where one of its objects has a name twice
     */
    Map<String, String> read(byte[] buf, int start, int end) {
        Map<String, String> cells = new HashMap<>();
        cursor.over(buf, start, end);
        if (cursor.peek() != '{') {
            throw JsonFault.NO_OBJECT;
        }
        object(buf, "", 1, cells);
        cursor.finish();
        if (cursor.hasRepeated()) {
            throw new RowFault(SuspenseReason.DUPLICATE_JSON_KEY, "a name occurs twice in its object");
        }
        return cells;
    }

    /**
     * The cells of an object that stands as text in a cell.
     *
     * @throws RowFault where it is none
     */
    Map<String, String> readInner(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return read(bytes, 0, bytes.length);
        } catch (JsonFault fault) {
            throw RowFault.field("the JSON in a cell cannot be read: " + fault.sentence());
        }
    }

    private void object(byte[] buf, String outer, int depth, Map<String, String> cells) {
        int object = cursor.beginObject();
        while (cursor.nextMember(object, NameTable.EMPTY) != JsonCursor.END) {
            cursor.note(object);
            String path = outer + new String(name, 0, cursor.copyName(name), StandardCharsets.UTF_8);
            int next = cursor.peek();
            if (next == '"') {
                cursor.string();
                cells.put(path, cursor.textString());
            } else if (next == '{' && depth < DEPTH) {
                int before = cells.size();
                object(buf, path + ".", depth + 1, cells);
                if (cells.size() > before) {
                    cells.put(path, OBJECT);
                }
            } else {
                int from = cursor.position();
                cursor.value();
                String text = new String(buf, from, cursor.position() - from, StandardCharsets.UTF_8);
                if (!text.equals("null")) {
                    cells.put(path, text);
                }
            }
        }
    }
}
