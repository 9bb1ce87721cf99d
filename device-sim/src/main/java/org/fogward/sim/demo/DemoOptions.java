package org.fogward.sim.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.fogward.models.split.Split;

/**
 * What a person asked of a demo.
 *
 * @param data the folder to learn from; generated data if empty
 * @param evaluate a folder that the final model is scored on, without any influence on training
 * @param model {@code auto}, {@code wearable}, {@code compact} or {@code mobilenet}
 * @param gateways how many gateways, at least 1
 * @param rounds how many rounds; the plan file's number if empty, and {@value #DEFAULT_ROUNDS} without one
 * @param split how groups are dealt to the gateways
 * @param plan a plan file whose fields replace the demo's own
 * @param seed what everything random derives from; the plan file's if empty, and {@value #DEFAULT_SEED} without one
 * @param port where the operators' page listens, 0 for a free port
 * @param state a folder that keeps everything; a temporary one that is deleted at the end if empty
 */
public record DemoOptions(
        Optional<Path> data,
        Optional<Path> evaluate,
        String model,
        int gateways,
        Optional<Long> rounds,
        Split split,
        Optional<Path> plan,
        Optional<Long> seed,
        int port,
        Optional<Path> state) {

    /** Rounds, where nobody says how many. */
    public static final long DEFAULT_ROUNDS = 5;

    /** The seed, where nobody names one. */
    public static final long DEFAULT_SEED = 1;

    /** More than this in one process is a matter for several. */
    static final int MAX_GATEWAYS = 1_000;

    /** @throws IllegalArgumentException naming the option that is out of its range */
    public DemoOptions {
        if (gateways < 1 || gateways > MAX_GATEWAYS) {
            throw new IllegalArgumentException("--gateways: not within 1.." + MAX_GATEWAYS);
        }
        if (rounds.isPresent() && rounds.get() < 1) {
            throw new IllegalArgumentException("--rounds: not above 0");
        }
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("--port: not within 0..65535");
        }
    }
}
