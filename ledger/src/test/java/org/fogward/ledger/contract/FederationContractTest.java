package org.fogward.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.Submission;
import org.fogward.ledger.contract.Story.Step;
import org.fogward.ledger.record.RecordKind;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.junit.jupiter.api.Test;

/** What holds for every function that writes. */
class FederationContractTest {
    private static final Map<String, Role> WHO = Map.ofEntries(
            Map.entry("openFederation", Role.ADMIN),
            Map.entry("registerFogNode", Role.ADMIN),
            Map.entry("releaseTask", Role.CLIENT),
            Map.entry("registerGateway", Role.CLIENT),
            Map.entry("addCertificate", Role.CLIENT),
            Map.entry("withdrawCertificate", Role.ADMIN),
            Map.entry("suspendGateway", Role.ADMIN),
            Map.entry("restoreGateway", Role.ADMIN),
            Map.entry("anchorRound", Role.CLIENT),
            Map.entry("closeRound", Role.CLIENT),
            Map.entry("proposeModel", Role.CLIENT),
            Map.entry("approveModel", Role.ADMIN),
            Map.entry("rollbackModel", Role.ADMIN),
            Map.entry("spendBudget", Role.CLIENT),
            Map.entry("logAccess", Role.CLIENT));

    @Test
    void the_story_and_the_table_of_roles_know_every_function_that_writes() {
        Set<String> functions = Stream.of(FederationContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Transaction.class)
                        && method.getAnnotation(Transaction.class).intent() == Transaction.TYPE.SUBMIT)
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(WHO.keySet()).isEqualTo(functions);
        assertThat(Story.steps()).extracting(step -> step.call().function()).containsAll(functions);
    }

    @Test
    void a_call_made_again_writes_nothing_tells_nothing_and_is_answered_alike() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        for (Step step : Story.steps()) {
            Submission first = ledger.submit(step.member(), step.call());
            int events = ledger.events().size();
            assertThat(first.place()).as(step.call().toString()).isPresent();
            Submission again = ledger.submit(step.member(), step.call());
            assertThat(again).as(step.call().toString()).isEqualTo(new Submission(first.answer(), Optional.empty()));
            assertThat(ledger.events()).hasSize(events);
        }
    }

    @Test
    void every_function_refuses_other_roles_before_anything_else_and_other_organisations() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        for (Step step : Story.steps()) {
            String organisation = step.member().organisation();
            List<TestMember> strangers = new ArrayList<>();
            for (Role role : Role.values()) {
                strangers.add(TestMember.with("Org3MSP", role));
                if (role != WHO.get(step.call().function())) {
                    strangers.add(TestMember.with(organisation, role));
                }
            }
            strangers.add(TestMember.of(organisation, "CN=someone,OU=nobody"));
            strangers.add(TestMember.of(organisation, "CN=admin"));
            strangers.add(TestMember.of(organisation, "CN=someone,OU=admin,OU=client"));
            for (TestMember stranger : strangers) {
                assertRefused(ledger, stranger, step, Reason.FORBIDDEN);
            }
            ledger.submit(step.member(), step.call());
            for (TestMember stranger : strangers) {
                assertRefused(ledger, stranger, step, Reason.FORBIDDEN);
            }
        }
    }

    @Test
    void a_role_counts_beside_other_units_of_the_same_name_part() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        Step opening = Story.steps().getFirst();
        TestMember admin = TestMember.of("Org1MSP", "CN=someone,OU=admin+OU=department1");
        assertThat(ledger.submit(admin, opening.call()).place()).isPresent();
    }

    @Test
    void every_function_refuses_a_federation_that_was_never_opened() throws Exception {
        for (Step step : Story.steps()) {
            String function = step.call().function();
            if (!function.equals("openFederation")) {
                assertRefused(new MemoryLedger(), step.member(), step, Reason.MISSING);
            }
        }
    }

    @Test
    void every_function_refuses_what_is_no_record_and_what_is_too_long() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        for (Step step : Story.steps()) {
            String json = step.call().arguments().getFirst();
            for (String wrong :
                    List.of("", "{}", "[]", json + " ", " ".repeat(4097), json.replace("clinics", "Clinics"))) {
                assertThatThrownBy(() -> ledger.submit(
                                step.member(), ContractCall.of(step.call().function(), wrong)))
                        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                                .isEqualTo(Reason.INVALID));
            }
        }
        assertThat(ledger.content()).isEmpty();
    }

    @Test
    void two_runs_write_equal_bytes_wherever_they_are() throws Exception {
        MemoryLedger here = told();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            MemoryLedger there = told();
            assertThat(there.content()).isEqualTo(here.content());
            assertThat(there.events()).isEqualTo(here.events());
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void each_change_is_told_with_the_record_that_it_left() throws Exception {
        MemoryLedger ledger = told();
        assertThat(ledger.events()).hasSameSizeAs(Story.steps());
        Set<String> kept =
                ledger.content().values().stream().flatMap(List::stream).collect(Collectors.toSet());
        assertThat(ledger.events()).allSatisfy(event -> assertThat(kept).contains(event.payload()));
        assertThat(ledger.events())
                .extracting(LedgerEvent::name)
                .contains("round-anchored", "model-approved", "model-released", "rollback-voted")
                .endsWith("model-rolled-back", "access-logged");
    }

    @Test
    void no_key_is_written_by_two_calls_but_a_gateways_standing() throws Exception {
        Set<String> once = new HashSet<>();
        Set<String> again = new TreeSet<>();
        for (MemoryStub call : told().submitted()) {
            call.writes.keySet().stream().filter(key -> !once.add(key)).forEach(again::add);
        }
        assertThat(again).hasSize(1).allMatch(key -> key.startsWith("\0" + RecordKind.GATEWAY_STANDING.text() + "\0"));
    }

    @Test
    void a_round_reads_nothing_that_another_round_or_fog_node_writes() throws Exception {
        List<Step> steps = Story.steps();
        List<MemoryStub> calls = told().submitted();
        for (int i = 0; i < calls.size(); i++) {
            for (int j = 0; j < calls.size(); j++) {
                String reader = steps.get(i).call().function();
                String writer = steps.get(j).call().function();
                if (i != j && isOfRound(reader) && isOfRound(writer)) {
                    Set<String> common = new TreeSet<>(calls.get(i).reads);
                    common.retainAll(calls.get(j).writes.keySet());
                    if (reader.equals("closeRound") && writer.equals("anchorRound")) {
                        String round = round(calls.get(i));
                        assertThat(common).allMatch(key -> key.contains(round));
                    } else if (reader.equals("spendBudget") && writer.equals("spendBudget") && i > j) {
                        assertThat(common).hasSize(1);
                    } else {
                        assertThat(common).as(reader + " after " + writer).isEmpty();
                    }
                }
            }
        }
    }

    private static String round(MemoryStub closing) {
        String key = closing.writes.firstKey();
        return key.substring(key.length() - 20);
    }

    private static boolean isOfRound(String function) {
        return Set.of("anchorRound", "closeRound", "spendBudget").contains(function);
    }

    private static MemoryLedger told() throws LedgerException {
        MemoryLedger ledger = new MemoryLedger();
        for (Step step : Story.steps()) {
            ledger.submit(step.member(), step.call());
        }
        return ledger;
    }

    private static void assertRefused(MemoryLedger ledger, TestMember member, Step step, Reason reason) {
        assertThatThrownBy(() -> ledger.submit(member, step.call()))
                .as(step.call().toString())
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
