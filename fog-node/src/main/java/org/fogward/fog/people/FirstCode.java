package org.fogward.fog.people;

import java.util.Optional;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;
import org.fogward.protocol.people.Secret;

/**
 * The code by which the first account is made, while there is none: whoever reads the fog node's log may. Made anew at each start;
 * only its digest is kept. Thread-safe.
 */
public final class FirstCode {

    private static final int BYTES = 10;
    private static final String PURPOSE = "fogward first account";

    private final Accounts accounts;
    private final String digest;

    private FirstCode(Accounts accounts, String digest) {
        this.accounts = accounts;
        this.digest = digest;
    }

    /** A code and the lock that it opens. */
    public record Made(FirstCode lock, Secret code) {}

    /** Makes a code of 80 random bits. */
    public static Made make(Accounts accounts) {
        Secret code = Secret.random(BYTES);
        return new Made(new FirstCode(accounts, code.digest(PURPOSE)), code);
    }

    /** Whether an account can be made with it still. */
    public boolean open() {
        return accounts.none();
    }

    /**
     * Makes the first operator's account.
     *
     * @return the account, or empty if the code is not the one
     * @throws PeopleException if there is an account, or the name or password will not do
     * @throws BusyException if too many passwords are being checked
     */
    public Optional<Account> use(Secret presented, PersonName name, String password)
            throws PeopleException, BusyException {
        if (!Secret.same(digest, presented.digest(PURPOSE))) {
            return Optional.empty();
        }
        accounts.addFirst(name, password);
        return accounts.find(name.value());
    }
}
