package org.fogward.ledger.state;

import java.util.Comparator;

/** Keys sort by their UTF-8 bytes, as Fabric's do, which is the order of code points and not that of Java's characters. */
final class KeyOrder {
    static final Comparator<String> BY_BYTES = KeyOrder::compare;

    private KeyOrder() {}

    private static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // A surrogate stands for a code point above all that fit into one character.
                boolean large = Character.isSurrogate(a);
                return large == Character.isSurrogate(b) ? Character.compare(a, b) : large ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
