#!/usr/bin/env node
// Prints a fresh pair of keys for the registrar as settings: the first is the hub's alone.
import { createECDH } from 'node:crypto';

const pair = createECDH('SM2');
const publicKey = pair.generateKeys('hex');
process.stdout.write(`REGISTRAR_KEY=${pair.getPrivateKey('hex').padStart(64, '0')}\n`);
process.stdout.write(`REGISTRAR_PUBLIC_KEY=${publicKey}\n`);
