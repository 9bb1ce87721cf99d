package org.fogward.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fogward.models.data.Sample;

/**
 * Hands a list of measurements to a gateway through one device, in order. What the gateway has is not sent again: a replay that
 * ended early goes on where it stood when it is run once more. Not for use by several threads, apart from {@link #delivered}.
 */
public final class Replay {
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final List<Sample> samples;
    private final Duration patience;
    private volatile int delivered;

    /**
     * Makes a replay.
     *
     * @param samples what to hand in
     * @param patience how long an unreachable gateway is tried again before giving up
     */
    public Replay(List<Sample> samples, Duration patience) {
        this.samples = List.copyOf(samples);
        this.patience = patience;
    }

    /**
     * Hands in everything that is left.
     *
     * @throws DeliveryException.Refused when the gateway refuses a measurement; running again would meet the same
     * @throws DeliveryException.Unreachable when the gateway stayed away for longer than the patience
     * @throws InterruptedException when the thread is interrupted between two attempts
     */
    public void run(SimulatedDevice device) throws DeliveryException, InterruptedException {
        while (delivered < samples.size()) {
            handIn(device, samples.get(delivered));
            delivered = delivered + 1;
        }
    }

    /** How many measurements the gateway has acknowledged. */
    public int delivered() {
        return delivered;
    }

    private void handIn(SimulatedDevice device, Sample sample) throws DeliveryException, InterruptedException {
        Instant giveUp = Instant.now().plus(patience);
        for (Duration delay = FIRST_DELAY; ; delay = longer(delay)) {
            try {
                device.handIn(sample);
                return;
            } catch (DeliveryException.Unreachable e) {
                if (Instant.now().plus(delay).isAfter(giveUp)) {
                    throw e;
                }
                Thread.sleep(delay);
            }
        }
    }

    private static Duration longer(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : twice;
    }
}
