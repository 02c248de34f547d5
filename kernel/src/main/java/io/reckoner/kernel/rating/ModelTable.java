package io.reckoner.kernel.rating;

import org.jspecify.annotations.Nullable;

/** Compiled models by the ordinals of provider and model: a hash table that makes no object for a look-up. */
final class ModelTable {
    private long[] keys = new long[64];
    private @Nullable CompiledModel[] models = new CompiledModel[64];
    private int size;

    @Nullable
    CompiledModel get(int provider, int model) {
        return models[slot(key(provider, model))];
    }

    void put(int provider, int model, CompiledModel compiled) {
        if (2 * size >= keys.length) {
            grow();
        }
        size++;
        insert(key(provider, model), compiled);
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable CompiledModel[] oldModels = models;
        keys = new long[oldKeys.length * 2];
        models = new CompiledModel[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            CompiledModel model = oldModels[i];
            if (model != null) {
                insert(oldKeys[i], model);
            }
        }
    }

    private void insert(long key, CompiledModel compiled) {
        int slot = slot(key);
        keys[slot] = key;
        models[slot] = compiled;
    }

    /** Where a key is, or the free place where it belongs. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (models[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long key(int provider, int model) {
        return (long) provider << Integer.SIZE | Integer.toUnsignedLong(model);
    }
}
