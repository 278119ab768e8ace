import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.Unmarshaller;
import javax.xml.bind.annotation.XmlAccessType;
import javax.xml.bind.annotation.XmlAccessorType;
import javax.xml.bind.annotation.XmlElement;
import javax.xml.bind.annotation.XmlRootElement;
import javax.xml.bind.annotation.XmlSchemaType;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

/**
 * What a Java house has, for the measuring program to compare with: it reads
 * commands, one a line, and answers each with a line, an error with a line that
 * begins with an exclamation mark.
 *
 * <p>carica FILE keeps a document; the other commands read it and tell what they
 * found: rows and cents of a flow, references of causali.
 */
public final class Misure {
    private static final String SPAZIO = "http://www.digitpa.gov.it/schemas/2011/Pagamenti/";

    private byte[] documento = {};
    private String[] testi = {};
    private JAXBContext contesto;
    private Schema schema;

    public static void main(String[] args) throws Exception {
        Misure m = new Misure();
        BufferedReader comandi = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream risposte = new PrintStream(System.out, true, "UTF-8");
        for (String riga = comandi.readLine(); riga != null; riga = comandi.readLine()) {
            try {
                risposte.println(m.esegui(riga));
            } catch (Exception e) {
                risposte.println("! " + String.valueOf(e).replace('\n', ' '));
            }
        }
    }

    private String esegui(String riga) throws Exception {
        String[] parole = riga.split(" ", 2);
        switch (parole[0]) {
            case "carica":
                documento = Files.readAllBytes(Path.of(parole[1]));
                testi = new String(documento, StandardCharsets.UTF_8).split("\n");
                return "";
            case "schema":
                schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new File(parole[1]));
                return "";
            case "jaxb":
                return jaxb(null);
            case "valida":
                return jaxb(schema);
            case "stax":
                return stax();
            case "causali":
                return Integer.toString(causali());
            case "causale":
                return causale(testi[Integer.parseInt(parole[1])]);
            default:
                throw new IllegalArgumentException(riga);
        }
    }

    /** FlussoRiversamento is the flow of a PSP, with the types that xjc gives its elements. */
    @XmlRootElement(name = "FlussoRiversamento", namespace = SPAZIO)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class FlussoRiversamento {
        @XmlElement(namespace = SPAZIO)
        public String versioneOggetto;
        @XmlElement(namespace = SPAZIO)
        public String identificativoFlusso;
        @XmlElement(namespace = SPAZIO)
        public XMLGregorianCalendar dataOraFlusso;
        @XmlElement(namespace = SPAZIO)
        public String identificativoUnivocoRegolamento;
        @XmlElement(namespace = SPAZIO)
        public XMLGregorianCalendar dataRegolamento;
        @XmlElement(namespace = SPAZIO)
        public BigDecimal numeroTotalePagamenti;
        @XmlElement(namespace = SPAZIO)
        public BigDecimal importoTotalePagamenti;
        @XmlElement(namespace = SPAZIO)
        public List<Pagamento> datiSingoliPagamenti;
    }

    /** Pagamento is a row of the flow. */
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Pagamento {
        @XmlElement(namespace = SPAZIO)
        public String identificativoUnivocoVersamento;
        @XmlElement(namespace = SPAZIO)
        public String identificativoUnivocoRiscossione;
        @XmlElement(namespace = SPAZIO)
        public Integer indiceDatiSingoloPagamento;
        @XmlElement(namespace = SPAZIO)
        public BigDecimal singoloImportoPagato;
        @XmlElement(namespace = SPAZIO)
        public String codiceEsitoSingoloPagamento;
        @XmlElement(namespace = SPAZIO)
        @XmlSchemaType(name = "date")
        public XMLGregorianCalendar dataEsitoSingoloPagamento;
    }

    private String jaxb(Schema conSchema) throws Exception {
        if (contesto == null) {
            contesto = JAXBContext.newInstance(FlussoRiversamento.class);
        }
        Unmarshaller u = contesto.createUnmarshaller();
        u.setSchema(conSchema);
        FlussoRiversamento f = (FlussoRiversamento) u.unmarshal(new ByteArrayInputStream(documento));
        BigDecimal somma = BigDecimal.ZERO;
        for (Pagamento p : f.datiSingoliPagamenti) {
            somma = somma.add(p.singoloImportoPagato);
        }
        return f.datiSingoliPagamenti.size() + " " + somma.movePointRight(2).longValueExact();
    }

    /** stax reads the tokens, and of the texts none but the amounts. */
    private String stax() throws Exception {
        XMLStreamReader r = XMLInputFactory.newInstance().createXMLStreamReader(new ByteArrayInputStream(documento));
        int righe = 0;
        long somma = 0;
        boolean importo = false;
        while (r.hasNext()) {
            switch (r.next()) {
                case XMLStreamConstants.START_ELEMENT:
                    String nome = r.getLocalName();
                    importo = nome.equals("singoloImportoPagato");
                    if (nome.equals("datiSingoliPagamenti")) {
                        righe++;
                    }
                    break;
                case XMLStreamConstants.CHARACTERS:
                    if (importo) {
                        somma += new BigDecimal(r.getText()).movePointRight(2).longValueExact();
                    }
                    break;
                default:
                    importo = false;
            }
        }
        return righe + " " + somma;
    }

    // The expressions are those of the measuring program, in java.util.regex.
    private static final int COMUNQUE = Pattern.CASE_INSENSITIVE;
    private static final Pattern CUMULATIVA = Pattern.compile(
            largo("LGPE-") + "\\s*(?:" + largo("RIVERSAMENTO") + "|" + largo("INTEGRAZIONE") + ")"
                    + "(?:[^0-9A-Za-z]{0,3}" + largo("TXT") + "[^0-9A-Za-z]{0,3}[0-9]|/[0-9]/|\\s+.{0,60}?)?"
                    + "[^0-9A-Za-z]{0,3}" + largo("URI") + "[^0-9A-Za-z]{0,3}([0-9][0-9A-Za-z_\\-\\s]*)", COMUNQUE);
    private static final Pattern COMPLETO = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}[^-]+-.");
    private static final Pattern FLUSSO = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}.+$");
    private static final Pattern SINGOLA = Pattern.compile(
            "(?:^|[^0-9A-Za-z])RF([SB])[^0-9A-Za-z]{1,2}([^/]*)(?:/(\\d{1,12}(?:[.,]\\d{1,2})?))?(?:/TXT/(.*))?", COMUNQUE);
    private static final Pattern PAROLA = Pattern.compile("[0-9A-Za-z_-]+");
    private static final Pattern RF = Pattern.compile("^RF\\d{2}[0-9A-Z]{1,21}$", COMUNQUE);
    private static final Pattern CIFRE = Pattern.compile("^\\d{15,18}$");
    private static final Pattern SPAZI = Pattern.compile("\\s+");

    private static String largo(String parola) {
        return String.join("\\s*", parola.split(""));
    }

    private int causali() {
        int trovate = 0;
        for (String s : testi) {
            if (!causale(s).isEmpty()) {
                trovate++;
            }
        }
        return trovate;
    }

    /** causale returns kind, identifier, amount and text of a causale, "" when it has none. */
    private static String causale(String s) {
        for (Matcher m = CUMULATIVA.matcher(s); m.find();) {
            String id = flusso(m.group(1));
            if (!id.isEmpty()) {
                return "PUR|" + id + "||";
            }
        }
        for (Matcher m = SINGOLA.matcher(s); m.find();) {
            String iuv = iuv(m.group(2));
            if (!iuv.isEmpty()) {
                return "RF" + m.group(1).toUpperCase() + "|" + iuv + "|" + importo(m.group(3)) + "|" + testo(m.group(4));
            }
        }
        return "";
    }

    private static String flusso(String s) {
        StringBuilder b = new StringBuilder();
        for (String p : SPAZI.split(s.strip())) {
            if (COMPLETO.matcher(b).find()) {
                break;
            }
            b.append(p);
        }
        String id = b.toString();
        if (id.length() > 35 || !FLUSSO.matcher(id).find()) {
            return "";
        }
        try {
            LocalDate.parse(id.substring(0, 10));
        } catch (DateTimeException e) {
            return "";
        }
        return id;
    }

    private static String iuv(String s) {
        String unito = SPAZI.matcher(s).replaceAll("");
        if (RF.matcher(unito).find()) {
            return unito.toUpperCase();
        }
        Matcher p = PAROLA.matcher(s);
        return p.find() && CIFRE.matcher(p.group()).find() ? p.group() : "";
    }

    private static String importo(String s) {
        return s == null ? "" : new BigDecimal(s.replace(',', '.')).setScale(2).toPlainString();
    }

    private static String testo(String s) {
        return s == null ? "" : SPAZI.matcher(s.strip()).replaceAll(" ");
    }
}
