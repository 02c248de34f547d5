package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * The generic format: disjoint counts under the components' own codes, such as {@code {"input":12,"seconds":1.5}}. Any
 * other member is a fault, since an unknown count would go unpriced.
 */
final class GenericReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of().and(Component.values());

    private static final Component[] COMPONENTS = Component.values();

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        String stranger = tally.fields().notGeneric();
        if (stranger != null) {
            tally.countFault("\"" + stranger + "\" is no component");
            return;
        }
        boolean any = false;
        for (Component component : COMPONENTS) {
            long count = tally.generic(component);
            if (count < 0) {
                continue;
            }
            any = true;
            if (component != Component.REQUEST) {
                tally.add(component, count);
            } else if (count != 1) {
                tally.countFault("request is always 1");
            }
        }
        if (!any && !tally.faulty()) {
            tally.countFault("usage has no count");
        }
    }
}
