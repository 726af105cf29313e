import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

export type Described = { readonly title: string; readonly description: string };

/** The OpenAPI document of a service. */
export const openApiOf = (app: NestFastifyApplication, { title, description }: Described): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle(title)
      .setDescription(description)
      .setVersion('1')
      .setOpenAPIVersion('3.1.0')
      .build(),
  );

/** OpenAPI for people at `/docs` and for programs at `/docs-json`. */
export const serveOpenApi = (app: NestFastifyApplication, described: Described): void =>
  SwaggerModule.setup('docs', app, () => openApiOf(app, described), { jsonDocumentUrl: 'docs-json' });
