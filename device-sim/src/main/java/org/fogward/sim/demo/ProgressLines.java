package org.fogward.sim.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a person sees of long work: lines that stay, and one that says how far it has come. On a terminal that one is written over;
 * elsewhere it comes rarely, as a line of its own. Thread-safe.
 */
final class ProgressLines {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final String REWRITE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private String status = "";

    ProgressLines(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Writes a line that stays. */
    synchronized void say(String format, Object... arguments) {
        String line = String.format(Locale.ROOT, format, arguments);
        out.println(terminal ? REWRITE + line : line);
        if (terminal) {
            out.print(status);
        }
        out.flush();
    }

    /** Says how far something has come, from now on until this is closed. */
    Watch watch(Supplier<String> work) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("progress").daemon().factory());
        long period = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        timer.scheduleAtFixedRate(() -> show(work.get()), period, period, TimeUnit.MILLISECONDS);
        return () -> {
            timer.close();
            show("");
        };
    }

    private synchronized void show(String text) {
        if (text.equals(status)) {
            return;
        }
        status = text;
        if (terminal) {
            out.print(REWRITE + text);
        } else if (!text.isEmpty()) {
            out.println(text);
        }
        out.flush();
    }

    /** Ends when closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
