import java.io.File;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/** What the OWL API and HermiT say of ontology files: each alone by profile, all together by reasoning. */
public class Profile {
    public static void main(String[] paths) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntology together = manager.createOntology(IRI.create("urn:together"));
        for (String path : paths) {
            File file = new File(path);
            OWLOntology one = manager.loadOntologyFromOntologyDocument(file);
            for (Profiles profile : new Profiles[] {Profiles.OWL2_DL, Profiles.OWL2_RL}) {
                OWLProfileReport report = profile.checkOntology(one);
                System.out.printf("%s %s %s%n", file.getName(), profile, report.isInProfile());
                for (OWLProfileViolation violation : report.getViolations()) {
                    System.out.println("violation " + violation);
                }
            }
            manager.addAxioms(together, one.getAxioms());
        }
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(together);
        System.out.println("consistent " + reasoner.isConsistent());
        System.out.println("unsatisfiable " + reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom());
    }
}
