package org.fogward.fuzzing;

import java.time.Duration;
import java.util.function.Consumer;

/** Looks, on a thread of its own, whether one input takes too long. Closing it ends the thread. */
final class HangWatch implements AutoCloseable {
    private static final byte[] NONE = {};

    private final Duration most;
    private final Consumer<byte[]> tooLong;
    private final Thread thread;
    private volatile byte[] current = NONE;

    HangWatch(Duration most, Consumer<byte[]> tooLong) {
        this.most = most;
        this.tooLong = tooLong;
        this.thread = Thread.ofPlatform().daemon().name("hang-watch").start(this::look);
    }

    /** The next input begins, and the one before is over. Each is an array of its own. */
    void begins(byte[] input) {
        current = input;
    }

    /** What is the same array at two looks has taken all the time between them. */
    private void look() {
        byte[] before = current;
        try {
            while (true) {
                Thread.sleep(most);
                byte[] now = current;
                if (now == before && now != NONE) {
                    tooLong.accept(now);
                    return;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
