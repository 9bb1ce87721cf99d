package org.fogward.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.fogward.ledger.RoundAnchor;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Default;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/**
 * The record of a federation's rounds, for Hyperledger Fabric's Java chaincode API; the embedded ledger runs the same
 * class.
 *
 * <p>Each round has a key of its own, so that rounds never contend, and nothing here depends on a clock, a locale or
 * floating point, so that every peer writes the same bytes. Refusals are {@link ChaincodeException}s whose payload is
 * {@code CONFLICT} or {@code INVALID}. Stateless.
 */
@Contract(name = FederationContract.NAME)
@Default
public final class FederationContract implements ContractInterface {
    /** The contract's name, and its namespace in a read/write set. */
    public static final String NAME = "federation";

    /** The event that each new anchor raises; its payload is the {@link StoredRound} as JSON. */
    public static final String ANCHORED = "round-anchored";

    private static final String OBJECT_TYPE = "round";

    /** A contract. */
    public FederationContract() {}

    /**
     * Anchors a round once.
     *
     * @param context the transaction's context
     * @param anchorJson the anchor, as {@link AnchorJson} writes it
     * @return the {@link StoredRound} as JSON; its transaction is an earlier one when the round stood already
     */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String anchorRound(Context context, String anchorJson) {
        RoundAnchor anchor;
        try {
            anchor = AnchorJson.read(anchorJson);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        ChaincodeStub stub = context.getStub();
        String key = key(stub, anchor.federation(), anchor.fogNode(), anchor.round());
        byte[] standing = stub.getState(key);
        if (standing != null && standing.length > 0) {
            return unlessDifferent(new String(standing, StandardCharsets.UTF_8), anchor);
        }
        String stored = new StoredRound(anchor, stub.getTxId(), stub.getTxTimestamp()).toJson();
        byte[] bytes = stored.getBytes(StandardCharsets.UTF_8);
        stub.putState(key, bytes);
        stub.setEvent(ANCHORED, bytes);
        return stored;
    }

    /**
     * Finds one round.
     *
     * @param context the transaction's context
     * @param federation the federation's id
     * @param fogNode the fog node's id
     * @param round its number in decimal digits
     * @return the {@link StoredRound} as JSON, or the empty string
     */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String round(Context context, String federation, String fogNode, String round) {
        try {
            RoundAnchor.requireIdentifier("federation", federation);
            RoundAnchor.requireIdentifier("fogNode", fogNode);
            byte[] stored = context.getStub()
                    .getState(key(context.getStub(), federation, fogNode, Long.parseUnsignedLong(round)));
            return stored == null ? "" : new String(stored, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    /**
     * All rounds of a federation. Only to be evaluated: submitted, it would conflict with every new round.
     *
     * @param context the transaction's context
     * @param federation the federation's id
     * @return a JSON array of {@link StoredRound}s, by fog node, then by number
     * @throws Exception when the peer cannot close the query
     */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String rounds(Context context, String federation) throws Exception {
        try {
            RoundAnchor.requireIdentifier("federation", federation);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        StringJoiner array = new StringJoiner(",", "[", "]");
        try (QueryResultsIterator<KeyValue> results =
                context.getStub().getStateByPartialCompositeKey(OBJECT_TYPE, federation)) {
            results.forEach(entry -> array.add(entry.getStringValue()));
        }
        return array.toString();
    }

    private static String unlessDifferent(String standing, RoundAnchor anchor) {
        if (!StoredRound.fromJson(standing).anchor().equals(anchor)) {
            throw new ChaincodeException(
                    "round " + anchor.round() + " of " + anchor.federation() + "/" + anchor.fogNode()
                            + " is anchored already with other content",
                    "CONFLICT");
        }
        return standing;
    }

    /** Padded to the width of the largest long, so that keys sort as numbers do. */
    private static String key(ChaincodeStub stub, String federation, String fogNode, long round) {
        String digits = Long.toString(round);
        return stub.createCompositeKey(OBJECT_TYPE, federation, fogNode, "0".repeat(19 - digits.length()) + digits)
                .toString();
    }

    private static ChaincodeException invalid(IllegalArgumentException e) {
        return new ChaincodeException(String.valueOf(e.getMessage()), "INVALID", e);
    }
}
