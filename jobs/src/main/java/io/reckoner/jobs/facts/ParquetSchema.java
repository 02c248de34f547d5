package io.reckoner.jobs.facts;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;

/** {@link FactSchema} in Parquet's own terms. */
final class ParquetSchema {
    /** A column with values of its own; the tags are two, all others one. */
    record Leaf(List<String> path, Type type) {}

    private static final int DECIMAL_DIGITS = 18;
    private static final int MONEY_SCALE = 12;
    private static final int SECONDS_SCALE = 6;

    static final List<SchemaElement> ELEMENTS;
    static final List<Leaf> LEAVES;
    static final List<ColumnOrder> COLUMN_ORDERS;

    static {
        List<SchemaElement> elements = new ArrayList<>();
        List<Leaf> leaves = new ArrayList<>();
        SchemaElement root = new SchemaElement("fact");
        root.setNum_children(FactSchema.COLUMNS.size());
        elements.add(root);
        FactSchema.COLUMNS.forEach(column -> declare(column, elements, leaves));
        ELEMENTS = List.copyOf(elements);
        LEAVES = List.copyOf(leaves);
        COLUMN_ORDERS = leaves.stream()
                .map(leaf -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                .toList();
    }

    private ParquetSchema() {}

    /** Number of the leaf of this name. */
    static int leaf(String name) {
        for (int i = 0; i < LEAVES.size(); i++) {
            if (LEAVES.get(i).path().getFirst().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /** The leaves of a column. */
    static List<Leaf> leaves(FactColumn column) {
        List<Leaf> leaves = new ArrayList<>();
        declare(column, new ArrayList<>(), leaves);
        return leaves;
    }

    /** How a column's values are stored. */
    static Type physical(FactType type) {
        return switch (type) {
            case ID, TEXT, TAGS -> Type.BYTE_ARRAY;
            case INTEGER -> Type.INT32;
            case BIGINT, MONEY, SECONDS, INSTANT -> Type.INT64;
            case BOOLEAN -> Type.BOOLEAN;
        };
    }

    private static void declare(FactColumn column, List<SchemaElement> elements, List<Leaf> leaves) {
        if (column.type() == FactType.TAGS) {
            declareTags(column, elements, leaves);
            return;
        }
        SchemaElement element = new SchemaElement(column.name());
        element.setType(physical(column.type()));
        element.setRepetition_type(column.isOptional() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        switch (column.type()) {
            case ID, TEXT -> text(element);
            case MONEY -> decimal(element, MONEY_SCALE);
            case SECONDS -> decimal(element, SECONDS_SCALE);
            case INSTANT -> instant(element);
            case INTEGER, BIGINT, BOOLEAN, TAGS -> {}
        }
        elements.add(element);
        leaves.add(new Leaf(List.of(column.name()), element.getType()));
    }

    private static void text(SchemaElement element) {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
    }

    private static void decimal(SchemaElement element, int scale) {
        element.setConverted_type(ConvertedType.DECIMAL);
        element.setScale(scale);
        element.setPrecision(DECIMAL_DIGITS);
        element.setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, DECIMAL_DIGITS)));
    }

    private static void instant(SchemaElement element) {
        element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
        element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
    }

    private static void declareTags(FactColumn column, List<SchemaElement> elements, List<Leaf> leaves) {
        SchemaElement map = group(column.name(), FieldRepetitionType.REQUIRED, 1);
        map.setConverted_type(ConvertedType.MAP);
        map.setLogicalType(LogicalType.MAP(new MapType()));
        elements.add(map);
        elements.add(group("key_value", FieldRepetitionType.REPEATED, 2));
        for (String name : List.of("key", "value")) {
            SchemaElement element = new SchemaElement(name);
            element.setType(Type.BYTE_ARRAY);
            element.setRepetition_type(FieldRepetitionType.REQUIRED);
            text(element);
            elements.add(element);
            leaves.add(new Leaf(List.of(column.name(), "key_value", name), Type.BYTE_ARRAY));
        }
    }

    private static SchemaElement group(String name, FieldRepetitionType repetition, int children) {
        SchemaElement element = new SchemaElement(name);
        element.setRepetition_type(repetition);
        element.setNum_children(children);
        return element;
    }
}
