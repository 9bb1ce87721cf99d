package org.fogward.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKey;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** One call of a function that may write: its caller, and the records that it reads by their keys and writes. */
final class Call {
    private static final int MOST_CHARACTERS = 4096;

    private final ChaincodeStub stub;
    private final Creator creator;

    Call(Context context) {
        stub = context.getStub();
        creator = Creator.of(context.getClientIdentity());
    }

    String organisation() {
        return creator.organisation();
    }

    /** Reads the function's argument. */
    static <R extends Record> R argument(Class<R> type, String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw Refusal.invalid("the argument is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            return CanonicalJson.read(type, json);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e);
        }
    }

    /** Refuses a caller with another role. */
    void requireRole(Role role) {
        if (creator.role() != role) {
            throw Refusal.forbidden("only a caller with the role " + role.unit()
                    + " may do this, the role of this one is " + creator.role().unit());
        }
    }

    /** Refuses a caller whose organisation does not belong to the federation, or who has another role. */
    void admit(Federation federation, Role role) {
        if (!federation.organisations().contains(creator.organisation())) {
            throw Refusal.forbidden("the organisation " + creator.organisation() + " does not belong to the federation "
                    + federation.federation());
        }
        requireRole(role);
    }

    /** The same, of a federation that has to be there. */
    Federation admit(String federation, Role role) {
        Federation found = require("the federation " + federation, Federation.class, RecordKind.FEDERATION, federation)
                .record();
        admit(found, role);
        return found;
    }

    <R extends Record> Optional<Stored<R>> find(Class<R> type, RecordKind kind, Object... key) {
        byte[] bytes = stub.getState(RecordKey.of(kind, key).whole().composite().toString());
        return bytes == null || bytes.length == 0
                ? Optional.empty()
                : Optional.of(Stored.read(type, new String(bytes, StandardCharsets.UTF_8)));
    }

    <R extends Record> Stored<R> require(String what, Class<R> type, RecordKind kind, Object... key) {
        return find(type, kind, key).orElseThrow(() -> Refusal.missing(what + " is not on the ledger"));
    }

    /** What stands under a key, if it is the same; refuses when it is another. */
    <R extends Record> Optional<String> standing(String what, R record, Class<R> type, RecordKind kind, Object... key) {
        Optional<Stored<R>> standing = find(type, kind, key);
        if (standing.isPresent() && !standing.get().record().equals(record)) {
            throw Refusal.conflict(what + " is on the ledger already with other content");
        }
        return standing.map(Stored::toJson);
    }

    /** Writes a record. */
    <R extends Record> String put(R record, RecordKind kind, Object... key) {
        String json = new Stored<>(record, creator.organisation(), stub.getTxId(), stub.getTxTimestamp()).toJson();
        stub.putState(RecordKey.of(kind, key).whole().composite().toString(), json.getBytes(StandardCharsets.UTF_8));
        return json;
    }

    /** Tells of a change; the last one told counts, because a transaction has one event. */
    void tell(ChangeKind change, String payload) {
        stub.setEvent(change.text(), payload.getBytes(StandardCharsets.UTF_8));
    }
}
