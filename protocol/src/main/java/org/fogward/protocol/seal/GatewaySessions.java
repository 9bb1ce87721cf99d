package org.fogward.protocol.seal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.Sealed;

/**
 * The sessions of one gateway, as the fog node has them: the one that it was last heard in, which answers go to, and those before,
 * whose messages may still be on their way. An encapsulation begins a session once. Thread-safe.
 */
final class GatewaySessions {
    private static final byte[] NOTHING = {};
    private static final int MOST_OPEN = 3;
    private static final int MOST_REMEMBERED = 256;

    private final Deque<Heard> open = new ArrayDeque<>();
    private final Set<Digest> begun = new LinkedHashSet<>();

    private static final class Heard {
        private final Session session;
        private final Digest encapsulation;
        private final ReplayWindow numbers = new ReplayWindow();
        private long sent;

        Heard(Session session, Digest encapsulation) {
            this.session = session;
            this.encapsulation = encapsulation;
        }
    }

    /**
     * Takes a message that says how to have its session, again or for the first time.
     *
     * @throws SealException if it was there before
     */
    synchronized void begin(Session session, Sealed first) throws SealException {
        Digest encapsulation = Digest.of(first.getEncapsulation().toByteArray());
        if (begun.add(encapsulation)) {
            open.addFirst(new Heard(session, encapsulation));
            if (open.size() > MOST_OPEN) {
                open.removeLast();
            }
            if (begun.size() > MOST_REMEMBERED) {
                begun.remove(begun.iterator().next());
            }
        }
        Heard known = open.stream()
                .filter(it -> it.encapsulation.equals(encapsulation))
                .findFirst()
                .orElseThrow(() -> new SealException(DropReason.REPLAYED, "encapsulation: its session is over"));
        heard(known, first.getNumber());
    }

    synchronized byte[] seal(String topic, byte[] content) {
        Heard current = open.getFirst();
        return SealedForm.write(current.session.down(), 0, ++current.sent, NOTHING, topic, content);
    }

    synchronized byte[] open(String topic, Sealed sealed) throws SealException {
        for (Heard each : open) {
            try {
                byte[] content = SealedForm.open(each.session.up(), sealed, topic);
                heard(each, sealed.getNumber());
                return content;
            } catch (WrongKeyException e) {
                // Then it belongs to another one.
            }
        }
        throw new WrongKeyException();
    }

    private void heard(Heard in, long number) throws SealException {
        if (!in.numbers.first(number)) {
            throw new SealException(DropReason.REPLAYED, "number: was there before");
        }
        open.remove(in);
        open.addFirst(in);
    }
}
