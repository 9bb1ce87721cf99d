package org.fogward.protocol.update;

/** Numbers of either sign as numbers from 0, the small ones first: 0, -1, 1, -2, ... */
final class Zigzag {

    private Zigzag() {}

    static int of(int number) {
        return number << 1 ^ number >> Integer.SIZE - 1;
    }

    static int from(int zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }
}
