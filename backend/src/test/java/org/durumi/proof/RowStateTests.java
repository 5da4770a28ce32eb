package org.durumi.proof;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Ties;
import org.durumi.audit.AuditSettings;
import org.durumi.reference.CaseId;
import org.durumi.review.AuditReview;
import org.durumi.review.Escalations;
import org.durumi.review.Questions;
import org.durumi.sample.SampleData;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.VerifierKey;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
