package org.fogward.sim.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What may know what: the rules of docs/architecture.md, over the classes of every module. */
@AnalyzeClasses(packages = "org.fogward", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {
    private static final String PROTOCOL = "org.fogward.protocol..";
    private static final String MODELS = "org.fogward.models..";
    private static final String LEDGER = "org.fogward.ledger..";
    private static final String EDGE = "org.fogward.edge..";
    private static final String FOG = "org.fogward.fog..";
    private static final String SIM = "org.fogward.sim..";

    @ArchTest
    static final ArchRule protocol_knows_no_other_module = knowsNothingOf(PROTOCOL, MODELS, LEDGER, EDGE, FOG, SIM);

    @ArchTest
    static final ArchRule models_know_no_other_module = knowsNothingOf(MODELS, PROTOCOL, LEDGER, EDGE, FOG, SIM);

    @ArchTest
    static final ArchRule ledger_knows_no_other_module = knowsNothingOf(LEDGER, PROTOCOL, MODELS, EDGE, FOG, SIM);

    @ArchTest
    static final ArchRule a_gateway_knows_neither_fog_node_nor_ledger = knowsNothingOf(EDGE, FOG, LEDGER, SIM);

    @ArchTest
    static final ArchRule a_fog_node_knows_no_gateway = knowsNothingOf(FOG, EDGE, SIM);

    @ArchTest
    static final ArchRule a_gateway_carries_no_grpc_and_no_fabric =
            knowsNothingOf(EDGE, "io.grpc..", "org.hyperledger..");

    @ArchTest
    static final ArchRule mqtt_clients_stay_behind_the_link =
            stays("org.eclipse.paho..", "org.fogward.protocol.link..");

    @ArchTest
    static final ArchRule the_broker_stays_in_its_package = stays("org.apache.activemq..", "org.fogward.fog.broker..");

    @ArchTest
    static final ArchRule native_networks_stay_in_models = stays("org.nd4j..", MODELS);

    @ArchTest
    static final ArchRule packages_are_named_after_what_they_do = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..impl..", "..dto..", "..service..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule there_is_no_static_state = fields().that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.fogward.protocol.v1..")
            .and()
            .areStatic()
            .should()
            .beFinal();

    @ArchTest
    static void packages_of_a_module_form_no_cycles(JavaClasses classes) {
        for (String module : List.of("protocol", "models", "ledger", "edge", "fog", "sim")) {
            slices().matching("org.fogward." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(classes);
        }
    }

    private static ArchRule knowsNothingOf(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule stays(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
