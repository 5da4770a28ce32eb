package org.durumi.handoffs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on the loopback address, and what it took. */
final class MailServer implements AutoCloseable {

	private static final SSLContext TLS = tls();

	private final List<Taken> taken = new CopyOnWriteArrayList<>();

	private final SMTPServer server;

	/** A mail as it came over the wire. */
	record Taken(String from, String to, byte[] bytes) {

		MimeMessage message() throws MessagingException {
			return new MimeMessage((Session) null, new ByteArrayInputStream(this.bytes));
		}

	}

	private MailServer(SMTPServer.Builder builder) {
		this.server = builder.bindAddress(InetAddress.getLoopbackAddress())
			.messageHandler((context, from, to, data) -> this.taken.add(new Taken(from, to, data)))
			.build();
		this.server.start();
	}

	/** Takes nothing before the connection is encrypted. */
	static MailServer encrypted(int port) {
		return new MailServer(SMTPServer.port(port).requireTLS().startTlsSocketFactory(TLS));
	}

	/** Knows of no encryption. */
	static MailServer open() {
		return new MailServer(SMTPServer.port(0));
	}

	/** What sends to it, and trusts its certificate, which is for {@code localhost}. */
	static JavaMailSenderImpl sender(String host, int port) {
		JavaMailSenderImpl sender = new JavaMailSenderImpl();
		sender.setHost(host);
		sender.setPort(port);
		sender.getJavaMailProperties().put("mail.smtp.ssl.socketFactory", TLS.getSocketFactory());
		return sender;
	}

	int port() {
		return this.server.getPortAllocated();
	}

	List<Taken> takenFor(String address) {
		return this.taken.stream().filter((one) -> one.to().equals(address)).toList();
	}

	@Override
	public void close() {
		this.server.stop();
	}

	/** The JDK makes certificates with its own tool alone. */
	private static SSLContext tls() {
		try {
			Path file = Files.createTempDirectory("durumi-test").resolve("mail.p12");
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "mail", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
					"CN=localhost", "-ext", "san=dns:localhost", "-validity", "2", "-keystore", file.toString(),
					"-storetype", "PKCS12", "-storepass", "for-tests-only")
				.redirectErrorStream(true)
				.start();
			keytool.getInputStream().readAllBytes();
			if (!keytool.waitFor(Duration.ofMinutes(1)) || keytool.exitValue() != 0) {
				throw new IllegalStateException("keytool made no certificate");
			}
			KeyStore store = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(file)) {
				store.load(in, "for-tests-only".toCharArray());
			}
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, "for-tests-only".toCharArray());
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("mail", store.getCertificate("mail"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
