package org.fogward.ledger.state;

import java.util.List;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/** The parts of Fabric's stub that the embedded ledger does not offer: each throws UnsupportedOperationException. */
abstract class LimitedStub implements ChaincodeStub {
    static UnsupportedOperationException notOffered(String what) {
        return new UnsupportedOperationException("the embedded ledger does not offer " + what);
    }

    @Override
    public Chaincode.Response invokeChaincode(String name, List<byte[]> arguments, String channel) {
        throw notOffered("invokeChaincode");
    }

    @Override
    public byte[] getStateValidationParameter(String key) {
        throw notOffered("getStateValidationParameter");
    }

    @Override
    public void setStateValidationParameter(String key, byte[] value) {
        throw notOffered("setStateValidationParameter");
    }

    @Override
    public QueryResultsIterator<KeyValue> getQueryResult(String query) {
        throw notOffered("getQueryResult");
    }

    @Override
    public QueryResultsIteratorWithMetadata<KeyValue> getQueryResultWithPagination(
            String query, int size, String bookmark) {
        throw notOffered("getQueryResultWithPagination");
    }

    @Override
    public byte[] getPrivateData(String collection, String key) {
        throw notOffered("getPrivateData");
    }

    @Override
    public byte[] getPrivateDataHash(String collection, String key) {
        throw notOffered("getPrivateDataHash");
    }

    @Override
    public byte[] getPrivateDataValidationParameter(String collection, String key) {
        throw notOffered("getPrivateDataValidationParameter");
    }

    @Override
    public void putPrivateData(String collection, String key, byte[] value) {
        throw notOffered("putPrivateData");
    }

    @Override
    public void setPrivateDataValidationParameter(String collection, String key, byte[] value) {
        throw notOffered("setPrivateDataValidationParameter");
    }

    @Override
    public void delPrivateData(String collection, String key) {
        throw notOffered("delPrivateData");
    }

    @Override
    public void purgePrivateData(String collection, String key) {
        throw notOffered("purgePrivateData");
    }

    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataByRange(String collection, String from, String to) {
        throw notOffered("getPrivateDataByRange");
    }

    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(String collection, String key) {
        throw notOffered("getPrivateDataByPartialCompositeKey");
    }

    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(String collection, CompositeKey key) {
        throw notOffered("getPrivateDataByPartialCompositeKey");
    }

    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, String type, String... attributes) {
        throw notOffered("getPrivateDataByPartialCompositeKey");
    }

    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataQueryResult(String collection, String query) {
        throw notOffered("getPrivateDataQueryResult");
    }

    @Override
    public SignedProposal getSignedProposal() {
        throw notOffered("getSignedProposal");
    }
}
