package org.fogward.protocol.people;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hashes passwords, few at a time: each takes 19 MiB for as long as it lasts. Thread-safe. */
public final class Passwords {

    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 32;
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Argon2Cost cost;
    /** Made when it is needed first: many pages in one process need none. */
    private Optional<Argon2Hash> nobody = Optional.empty();

    /** Hashes at today's cost. */
    public Passwords() {
        this(Argon2Cost.CURRENT);
    }

    /** Hashes at another cost. */
    public Passwords(Argon2Cost cost) {
        this.cost = cost;
    }

    /**
     * A password's hash in PHC string form.
     *
     * @throws BusyException if too many passwords are being checked
     */
    public String hash(String password) throws BusyException {
        return within(() -> Argon2Hash.of(password, cost).text());
    }

    /**
     * Whether a password is the one. Takes as long if there is nothing to compare with, and says no.
     *
     * @throws BusyException if too many passwords are being checked
     */
    public boolean matches(Optional<String> stored, String password) throws BusyException {
        Argon2Hash hash = stored.map(Argon2Hash::parse).orElseGet(this::nobody);
        return within(() -> hash.matches(password)) && stored.isPresent();
    }

    /** Whether a hash was made at another cost than new ones are. */
    public boolean outdated(String stored) {
        return !Argon2Hash.parse(stored).costs(cost);
    }

    private synchronized Argon2Hash nobody() {
        Argon2Hash made = nobody.orElseGet(() -> Argon2Hash.of("", cost));
        nobody = Optional.of(made);
        return made;
    }

    private <T> T within(Supplier<T> work) throws BusyException {
        try {
            if (places.getQueueLength() >= MOST_WAITING || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
