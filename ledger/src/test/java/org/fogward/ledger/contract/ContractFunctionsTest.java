package org.fogward.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers get who are not what the contract's functions take them for. */
class ContractFunctionsTest {
    private final ContractFunctions functions = new ContractFunctions();

    static Stream<byte[]> unreadable() {
        byte[] good = TestMember.with("Org1MSP", Role.CLIENT).creator();
        byte[] cut = new byte[good.length / 2];
        System.arraycopy(good, 0, cut, 0, cut.length);
        return Stream.of(
                new byte[0],
                "no message".getBytes(StandardCharsets.US_ASCII),
                cut,
                creator(""),
                creator("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_caller_whose_certificate_cannot_be_read_is_refused(byte[] creator) {
        assertThatThrownBy(() -> functions.call(stub(creator)))
                .isInstanceOfSatisfying(ChaincodeException.class, e -> assertThat(Refusal.of(e))
                        .isEqualTo(new Refusal(Reason.FORBIDDEN, "the caller's certificate cannot be read")));
    }

    @Test
    void a_certificate_with_a_changed_byte_is_read_or_refused_and_nothing_else() {
        byte[] good = TestMember.with("Org1MSP", Role.CLIENT).creator();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            Throwable thrown = catchThrowable(() -> functions.call(stub(changed)));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(ChaincodeException.class);
                assertThat(((ChaincodeException) thrown).getPayload()).isNotEmpty();
            }
        }
    }

    private static byte[] creator(String certificate) {
        return SerializedIdentity.newBuilder()
                .setMspid("Org1MSP")
                .setIdBytes(ByteString.copyFromUtf8(certificate))
                .build()
                .toByteArray();
    }

    /** A call that reads the caller and one key that is not there. */
    private static ChaincodeStub stub(byte[] creator) {
        return (ChaincodeStub) Proxy.newProxyInstance(
                ContractFunctionsTest.class.getClassLoader(),
                new Class<?>[] {ChaincodeStub.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getStringArgs" -> List.of("find", "round", "clinics/fog-1/1");
                    case "getCreator" -> creator;
                    case "getState" -> new byte[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
