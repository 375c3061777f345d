import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';

const cognito = new CognitoIdentityProviderClient();
const dynamodb = new DynamoDBClient();

/** Checks a customer's credentials and opens a session that the web entry reads. */
export async function handler(event) {
  const { user, password } = JSON.parse(event.body ?? '{}');
  if (!user || !password) return { statusCode: 400 };

  try {
    await cognito.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: process.env.USER_POOL_CLIENT_ID,
        AuthParameters: { USERNAME: user, PASSWORD: password },
      }),
    );
  } catch (error) {
    if (error.name === 'NotAuthorizedException' || error.name === 'UserNotFoundException') return { statusCode: 401 };
    throw error;
  }

  const session = randomUUID();
  const expiresAt = Math.floor(Date.now() / 1000) + 8 * 3600;
  await dynamodb.send(
    new PutItemCommand({
      TableName: process.env.SESSIONS_TABLE,
      Item: { sessionId: { S: session }, user: { S: user }, expiresAt: { N: String(expiresAt) } },
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ session }) };
}
